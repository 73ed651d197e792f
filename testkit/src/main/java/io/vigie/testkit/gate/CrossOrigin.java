package io.vigie.testkit.gate;

import io.vigie.testkit.target.Received;
import io.vigie.testkit.target.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * An application with rules for other origins; right at first, and with one mistake after each
 * method that says so. Immutable.
 *
 * @param allows which origins it allows
 * @param any whether it answers {@code *} in place of the origin
 * @param credentials whether it grants credentials
 * @param preflightStatus how it answers an OPTIONS request of an origin that it allows
 * @param reflects whether it grants whatever methods and headers are asked for
 * @param varies whether it says that its answer depends on the origin
 */
public record CrossOrigin(
    Predicate<String> allows,
    boolean any,
    boolean credentials,
    int preflightStatus,
    boolean reflects,
    boolean varies,
    List<Map.Entry<String, String>> more)
    implements Function<Received, Reply> {

  private static final String ALLOW = "access-control-allow-";

  public CrossOrigin {
    more = List.copyOf(more);
  }

  /** Allows exactly these, without credentials: GET and PUT, content-type and authorization. */
  public static CrossOrigin exactly(String... origins) {
    List<String> known = List.of(origins);
    return new CrossOrigin(known::contains, false, false, 204, false, true, List.of());
  }

  /** Compares in another way. */
  public CrossOrigin allowing(Predicate<String> other) {
    return new CrossOrigin(other, any, credentials, preflightStatus, reflects, varies, more);
  }

  public CrossOrigin withWildcard() {
    return new CrossOrigin(allows, true, credentials, preflightStatus, reflects, varies, more);
  }

  public CrossOrigin withCredentials() {
    return new CrossOrigin(allows, any, true, preflightStatus, reflects, varies, more);
  }

  public CrossOrigin answeringPreflights(int status) {
    return new CrossOrigin(allows, any, credentials, status, reflects, varies, more);
  }

  public CrossOrigin reflecting() {
    return new CrossOrigin(allows, any, credentials, preflightStatus, true, varies, more);
  }

  public CrossOrigin withoutVary() {
    return new CrossOrigin(allows, any, credentials, preflightStatus, reflects, false, more);
  }

  /** As when a server in front adds a header that is there already. */
  public CrossOrigin adding(String name, String value) {
    List<Map.Entry<String, String>> added = new ArrayList<>(more);
    added.add(Map.entry(name, value));
    return new CrossOrigin(allows, any, credentials, preflightStatus, reflects, varies, added);
  }

  @Override
  public Reply apply(Received request) {
    boolean preflight = request.method().equals("OPTIONS");
    String origin = request.headers().getOrDefault("origin", "");
    Reply reply = preflight ? Reply.status(preflightStatus) : Reply.json("{}");
    if (varies) {
      reply = reply.header("vary", "Accept-Encoding, Origin");
    }
    if (any || allows.test(origin)) {
      reply = granted(reply.header(ALLOW + "origin", any ? "*" : origin), request, preflight);
    }
    for (Map.Entry<String, String> header : more) {
      reply = reply.header(header.getKey(), header.getValue());
    }
    return reply;
  }

  private Reply granted(Reply reply, Received request, boolean preflight) {
    Reply granted = credentials ? reply.header(ALLOW + "credentials", "true") : reply;
    return preflight
        ? granted
            .header(ALLOW + "methods", asked(request, "method", "GET, PUT"))
            .header(ALLOW + "headers", asked(request, "headers", "Content-Type, Authorization"))
            .header("access-control-max-age", "600")
        : granted;
  }

  private String asked(Received request, String what, String usual) {
    return reflects
        ? request.headers().getOrDefault("access-control-request-" + what, usual)
        : usual;
  }
}
