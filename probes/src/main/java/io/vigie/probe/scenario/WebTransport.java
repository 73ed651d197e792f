package io.vigie.probe.scenario;

import io.vertx.core.Future;
import io.vigie.probe.net.Attempt;
import io.vigie.probe.net.Trouble.Ours;
import io.vigie.probe.web.Protocol;
import io.vigie.probe.web.Url;
import io.vigie.probe.web.Web;
import io.vigie.probe.web.WebRequest;
import io.vigie.probe.web.WebResponse;
import io.vigie.probe.web.WebTls;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** Sends over the client that kinds share: each hop is judged by the egress policy. */
final class WebTransport implements Transport {

  /** A larger body is sent by one run of this process at a time. */
  private static final int LARGE = 8 << 20;

  /**
   * Of such a body there are up to three copies on the way to the network, and there is more to do.
   */
  private static final int COPIES = 4;

  private static final Semaphore LARGE_BODY = new Semaphore(1);

  private final Pace pace;
  private final Web web;
  private final int maxBody;
  private final WebTls tls;

  WebTransport(ScenarioSettings settings, Attempt attempt, Pace pace) {
    this.pace = pace;
    this.web = Web.on(attempt);
    this.maxBody = settings.maxBody();
    this.tls =
        new WebTls(
            settings.tls().verify(), settings.tls().ca(), Optional.empty(), Optional.empty());
  }

  @Override
  public Incoming send(Outgoing request) {
    int size = request.content().map(content -> content.octets().size()).orElse(0);
    if (size <= LARGE) {
      return sent(request);
    }
    requireRoom(size);
    if (!LARGE_BODY.tryAcquire()) {
      throw new Ours("runner-saturated", "another large body is being sent by this runner");
    }
    try {
      return sent(request);
    } finally {
      LARGE_BODY.release();
    }
  }

  private static void requireRoom(long size) {
    long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getMax();
    if (size * COPIES > heap) {
      throw new Ours(
          "runner-too-small",
          "to send %d MiB this runner needs a heap of %d MiB, has %d"
              .formatted(size >> 20, (size * COPIES) >> 20, heap >> 20));
    }
  }

  private Incoming sent(Outgoing request) {
    return pace.await(() -> ask(request).map(WebTransport::incoming));
  }

  private Future<WebResponse> ask(Outgoing request) {
    WebRequest asked =
        WebRequest.get(Url.of(request.to().toString()))
            .withMethod(request.method())
            .withHeaders(request.headers())
            .withMaxBody(maxBody)
            .withProtocol(Protocol.ANY)
            .withTls(tls);
    return web.sendAside(
        request
            .content()
            .map(content -> asked.withBody(content.octets().bytes(), type(request, content)))
            .orElse(asked));
  }

  private static String type(Outgoing request, Content content) {
    return request.headers().getOrDefault("content-type", content.type());
  }

  private static Incoming incoming(WebResponse answer) {
    Map<String, List<String>> headers = new HashMap<>();
    answer
        .headers()
        .entries()
        .forEach(
            header ->
                headers
                    .computeIfAbsent(
                        header.getKey().toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
                    .add(header.getValue()));
    return new Incoming(answer.status(), headers, Octets.of(answer.body()), answer.truncated());
  }
}
