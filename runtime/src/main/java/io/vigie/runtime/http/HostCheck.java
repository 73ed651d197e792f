package io.vigie.runtime.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Answers only who asks for this server by one of its names, see {@link HostNames}. */
@ApplicationScoped
public class HostCheck {

  /** After the headers that each answer has, before anything else. */
  private static final int SECOND = 390;

  private static final int MISDIRECTED = 421;
  private static final int LONGEST = 253;

  private final HostNames names;

  @Inject
  HostCheck(
      @ConfigProperty(name = "vigie.http.hosts") Optional<List<String>> hosts,
      @ConfigProperty(name = "quarkus.http.host") String boundTo,
      @ConfigProperty(name = "vigie.alert.external-url") Optional<String> external) {
    this.names = HostNames.of(hosts, boundTo, external);
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, SECOND);
  }

  /** A request without a host is none of a browser. */
  private void check(RoutingContext context) {
    HostAndPort asked = context.request().authority();
    if (asked == null || names.allow(asked.host())) {
      context.next();
      return;
    }
    var _ =
        context
            .response()
            .setStatusCode(MISDIRECTED)
            .putHeader("Content-Type", "text/plain; charset=UTF-8")
            .end(
                "host: must be a name of this server (vigie.http.hosts), was \""
                    + shown(asked.host())
                    + "\"\n");
  }

  private static String shown(String host) {
    String text = host.replaceAll("[^\\w.:\\[\\]-]", "?");
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }
}
