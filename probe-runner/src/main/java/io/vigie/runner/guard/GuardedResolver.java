package io.vigie.runner.guard;

import io.vertx.core.Future;
import io.vigie.probe.ProbeContext.TargetRefused;
import io.vigie.runner.guard.Decision.Allowed;
import io.vigie.runner.guard.Decision.Refused;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Resolves a host and lets through only addresses that the egress policy allows. Thread-safe. */
public final class GuardedResolver {

  private final NameService names;
  private final TargetGuard guard;

  public GuardedResolver(NameService names, TargetGuard guard) {
    this.names = names;
    this.guard = guard;
  }

  /** Hears of each judgement, for a trace. */
  public interface Witness {
    void judged(String host, InetAddress address, Decision decision);
  }

  /** The allowed addresses of {@code host}, at least one, in the order in which they came. */
  public Future<List<InetAddress>> resolve(String host, Witness witness) {
    try {
      Optional<InetAddress> literal = HostText.literal(host);
      Future<List<InetAddress>> found =
          literal
              .map(address -> Future.succeededFuture(List.of(address)))
              .orElseGet(() -> names.addressesOf(host));
      return found.map(addresses -> allowed(host, addresses, witness));
    } catch (TargetRefused e) {
      return Future.failedFuture(e);
    }
  }

  private List<InetAddress> allowed(String host, List<InetAddress> addresses, Witness witness) {
    List<InetAddress> allowed = new ArrayList<>();
    String refusal = "no address";
    for (InetAddress address : addresses) {
      Decision decision = guard.judge(address);
      witness.judged(host, address, decision);
      switch (decision) {
        case Allowed(String _) -> allowed.add(address);
        case Refused(String reason) -> refusal = address.getHostAddress() + " is " + reason;
      }
    }
    if (allowed.isEmpty()) {
      throw new TargetRefused("target refused: " + host + ": " + refusal);
    }
    return List.copyOf(allowed);
  }
}
