package io.vigie.probe.sink;

import io.vigie.probe.settings.InvalidSetting;
import io.vigie.probe.settings.Setting;
import io.vigie.probe.settings.ShortForm;
import io.vigie.probe.web.RequestRules;
import io.vigie.probe.web.Trust;
import io.vigie.probe.web.Url;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A request that makes the application send. All of its texts may hold {@code ${secret:NAME}},
 * {@code {{nonce}}} and {@code {{sink}}}.
 */
public record SinkTrigger(
    @ShortForm @Setting("Whom to ask, an absolute http or https URL.") String url,
    @Setting(value = "The method.", byDefault = "POST") String method,
    @Setting("Headers to send.") Map<String, String> headers,
    @Setting("What to send.") Optional<String> body,
    @Setting(value = "Whether the certificate must be trusted.", byDefault = "true") boolean verify,
    @Setting("Who is trusted instead of those that the runner trusts: certificates as PEM.")
        Optional<String> ca) {

  static final String NONCE = "{{nonce}}";
  static final String SINK = "{{sink}}";

  private static final int MOST_HEADERS = 50;
  private static final int LONGEST = 64 * 1024;

  public SinkTrigger {
    headers = Map.copyOf(headers);
    Url.requireValid(url.replace(NONCE, "x").replace(SINK, "x"));
    RequestRules.requireMethod(method);
    RequestRules.requireHeaders(headers);
    var _ = new Trust(verify, ca);
    if (headers.size() > MOST_HEADERS || body.filter(text -> text.length() > LONGEST).isPresent()) {
      throw new InvalidSetting("headers", "must be at most 50, with a body of at most 65536");
    }
  }

  /** Whether what is sent can be told by the nonce of the run. */
  public boolean namesNonce() {
    return texts().anyMatch(text -> text.contains(NONCE));
  }

  private Stream<String> texts() {
    return Stream.concat(Stream.of(url, body.orElse("")), headers.values().stream());
  }
}
