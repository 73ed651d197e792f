package io.vigie.probe.net;

import io.netty.channel.EventLoop;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vigie.probe.ProbeContext;
import io.vigie.probe.net.Trouble.Broken;
import io.vigie.probe.net.Trouble.Ours;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Tells a name that does not exist from a resolver that does not work: theirs, and ours. */
public final class Names {

  private Names() {}

  /** The addresses of a host that may be reached, on {@code loop}; fails with {@link Trouble}. */
  public static Future<List<InetAddress>> resolve(
      ProbeContext context, String host, EventLoop loop) {
    Promise<List<InetAddress>> resolved = Promise.promise();
    context.resolve(host).onComplete(result -> loop.execute(() -> settle(host, result, resolved)));
    return resolved.future();
  }

  private static void settle(
      String host, AsyncResult<List<InetAddress>> result, Promise<List<InetAddress>> resolved) {
    if (result.succeeded() && !result.result().isEmpty()) {
      resolved.complete(result.result());
    } else {
      resolved.fail(trouble(host, result.cause()));
    }
  }

  private static Trouble trouble(String host, Throwable cause) {
    return switch (cause) {
      case null -> new Broken("dns-not-found", "the name " + host + " has no address");
      case UnknownHostException _ ->
          new Broken("dns-not-found", "the name " + host + " does not exist");
      case ProbeContext.TargetRefused e -> new Ours("target-refused", e.getMessage());
      case Throwable e -> new Ours("resolver", "resolving " + host + " failed: " + e.getMessage());
    };
  }
}
