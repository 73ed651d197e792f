package io.vigie.runner.guard;

import io.vertx.core.Future;
import java.net.InetAddress;
import java.util.List;

/**
 * Turns a name into addresses, anew each time. Fails with {@link java.net.UnknownHostException}
 * when the name has none, and with {@link ResolverFailed} when that could not be found out.
 */
public interface NameService {

  Future<List<InetAddress>> addressesOf(String name);

  /** Our resolver does not answer; says nothing of the target. */
  final class ResolverFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ResolverFailed(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
