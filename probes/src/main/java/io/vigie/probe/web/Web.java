package io.vigie.probe.web;

import io.netty.channel.Channel;
import io.vertx.core.Future;
import io.vigie.probe.net.Attempt;
import io.vigie.probe.net.TlsContexts;
import io.vigie.probe.net.Trouble;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Speaks HTTP within one attempt: each request on a connection of its own, to addresses that the
 * egress policy allows, closed as soon as its answer is there, at the latest when the attempt ends.
 * Redirects are answers. Confined to the attempt's event loop.
 */
public final class Web {

  private final Attempt attempt;
  private final TlsContexts tls;
  private final Map<String, Future<List<InetAddress>>> names = new HashMap<>();

  private Web(Attempt attempt, TlsContexts tls) {
    this.attempt = attempt;
    this.tls = tls;
  }

  /** One that trusts what the JDK trusts. */
  public static Web on(Attempt attempt) {
    return on(attempt, TlsContexts.ofTheJdk());
  }

  /** One with trust of its own. */
  public static Web on(Attempt attempt, TlsContexts tls) {
    return new Web(attempt, tls);
  }

  /** Asks, with the attempt in the stages of {@link WebStages}; fails with {@link Trouble}. */
  public Future<WebResponse> send(WebRequest request) {
    return new Sending(attempt, tls, request, new Staged(attempt)).begin();
  }

  /**
   * The same within the stage that is going on, so that several may be under way at once. A name is
   * resolved once for all of them.
   */
  public Future<WebResponse> sendAside(WebRequest request) {
    return new Sending(attempt, tls, request, new Aside()).begin();
  }

  /** How the attempt takes part in a request. */
  interface Course {
    Future<List<InetAddress>> resolve(String host);

    Future<Channel> dial(List<InetAddress> addresses, int port);

    void tunnelling();

    void securing();

    void asking();

    void reading(Exchange exchange);
  }

  private record Staged(Attempt attempt) implements Course {
    @Override
    public Future<List<InetAddress>> resolve(String host) {
      return attempt.resolve(host);
    }

    @Override
    public Future<Channel> dial(List<InetAddress> addresses, int port) {
      return attempt.dial(addresses, port);
    }

    @Override
    public void tunnelling() {
      attempt.enter(WebStages.PROXY);
    }

    @Override
    public void securing() {
      attempt.enter(WebStages.TLS);
    }

    @Override
    public void asking() {
      attempt.enter(WebStages.PROCESSING);
    }

    @Override
    public void reading(Exchange exchange) {
      attempt.enter(WebStages.TRANSFER);
      attempt.progress(exchange::progress);
    }
  }

  private final class Aside implements Course {
    @Override
    public Future<List<InetAddress>> resolve(String host) {
      return names.computeIfAbsent(host, attempt::resolveFurther);
    }

    @Override
    public Future<Channel> dial(List<InetAddress> addresses, int port) {
      return attempt.another(addresses, port);
    }

    @Override
    public void tunnelling() {
      // The stage is somebody else's.
    }

    @Override
    public void securing() {
      // The stage is somebody else's.
    }

    @Override
    public void asking() {
      // The stage is somebody else's.
    }

    @Override
    public void reading(Exchange exchange) {
      // The stage is somebody else's.
    }
  }
}
