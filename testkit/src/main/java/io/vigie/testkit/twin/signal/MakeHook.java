package io.vigie.testkit.twin.signal;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vigie.testkit.tls.TlsIdentity;
import io.vigie.testkit.twin.Planted;
import java.util.concurrent.atomic.AtomicInteger;

/** A webhook as Make.com has them: a POST starts a flow, and nothing else does. Thread-safe. */
final class MakeHook {

  private final Planted planted;
  private final SecureServer server;
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicInteger started = new AtomicInteger();

  MakeHook(Vertx vertx, int port, TlsIdentity identity, Planted planted) {
    this.planted = planted;
    this.server = new SecureServer(vertx, port, identity, this::answer);
  }

  private void answer(HttpServerRequest request) {
    asked.incrementAndGet();
    if (HttpMethod.POST.equals(request.method()) || HttpMethod.GET.equals(request.method())) {
      started.incrementAndGet();
    }
    boolean broken = planted.contains(SignalFaults.HOOK_BROKEN);
    request.response().setStatusCode(broken ? 500 : 200).end();
  }

  int port() {
    return server.port();
  }

  void show(TlsIdentity identity) {
    server.show(identity);
  }

  /** How many requests came. */
  int asked() {
    return asked.get();
  }

  /** How many of them started a flow. */
  int started() {
    return started.get();
  }

  void close() {
    server.close();
  }
}
