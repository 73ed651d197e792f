package io.vigie.probe.sink;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Future;
import io.vigie.probe.net.Attempt;
import io.vigie.probe.net.Trouble.Broken;
import io.vigie.probe.net.Trouble.Ours;
import io.vigie.probe.web.RequestRules;
import io.vigie.probe.web.Trust;
import io.vigie.probe.web.Url;
import io.vigie.probe.web.Web;
import io.vigie.probe.web.WebBody;
import io.vigie.probe.web.WebRequest;
import io.vigie.probe.web.WebResponse;
import java.util.HashMap;
import java.util.Map;

/** Makes an application send, by one request. */
public final class Trigger {

  private static final int MOST_BODY = 64 * 1024;

  private final SinkTrigger settings;
  private final Attempt attempt;
  private final String nonce;
  private final String address;

  /**
   * A trigger.
   *
   * @param nonce what tells this run from others; empty where there is none
   * @param address of the sink, empty where there is none
   */
  public Trigger(SinkTrigger settings, Attempt attempt, String nonce, String address) {
    this.settings = settings;
    this.attempt = attempt;
    this.nonce = nonce;
    this.address = address;
  }

  /** Fails with {@code trigger-failed} unless it is answered with less than 400. */
  public Future<WebResponse> pull() {
    attempt.enter(SinkVocabulary.TRIGGER);
    return Web.on(attempt)
        .sendAside(request())
        .transform(
            sent ->
                sent.succeeded()
                    ? taken(sent.result())
                    : Future.failedFuture(failed(sent.cause())));
  }

  private WebRequest request() {
    Map<String, String> headers = new HashMap<>();
    settings.headers().forEach((name, value) -> headers.put(name, header(name, value)));
    WebRequest bare =
        WebRequest.get(Url.parse(filled(settings.url()), settings.url()))
            .withMethod(settings.method())
            .withHeaders(headers)
            .withMaxBody(MOST_BODY)
            .withTls(new Trust(settings.verify(), settings.ca()).revealed(attempt.context()));
    return settings
        .body()
        .map(body -> bare.withBody(WebBody.of(filled(body).getBytes(UTF_8))))
        .orElse(bare);
  }

  /** A line break in a secret would be the beginning of another header. */
  private String header(String name, String value) {
    String filled = filled(value);
    if (!RequestRules.isHeaderValue(filled)) {
      throw new Ours("secret-malformed", "headers." + name + ": a secret in it must be one line");
    }
    return filled;
  }

  private String filled(String text) {
    return attempt
        .context()
        .reveal(text)
        .replace(SinkTrigger.NONCE, nonce)
        .replace(SinkTrigger.SINK, address);
  }

  private static Future<WebResponse> taken(WebResponse answer) {
    return answer.status() < 400
        ? Future.succeededFuture(answer)
        : Future.failedFuture(
            new Broken(
                "trigger-failed",
                "the trigger must be answered with less than 400, was with " + answer.status()));
  }

  private static Throwable failed(Throwable cause) {
    return cause instanceof Broken broken
        ? new Broken(
            "trigger-failed",
            "the trigger could not be made: " + broken.getMessage(),
            Map.of("triggerFailed", broken.code()))
        : cause;
  }
}
