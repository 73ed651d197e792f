package io.vigie.probe.net;

import io.netty.channel.EventLoop;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;

/** Which event loop a run lives on. */
public final class Loops {

  private Loops() {}

  /**
   * The one that this is called on, which saves handing over to another; elsewhere the next one.
   */
  public static EventLoop ofRun(Vertx vertx) {
    ContextInternal current = ((VertxInternal) vertx).getContext();
    return current != null && current.nettyEventLoop().inEventLoop()
        ? current.nettyEventLoop()
        : ((VertxInternal) vertx).getEventLoopGroup().next();
  }
}
