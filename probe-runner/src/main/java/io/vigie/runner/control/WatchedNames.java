package io.vigie.runner.control;

import io.vertx.core.Future;
import io.vigie.runner.guard.NameService;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Names as they are resolved for probes, and whether they still are: where a resolver has not
 * answered for any of several names for a while, it is the resolver. Thread-safe.
 */
public final class WatchedNames implements NameService {

  private static final Duration WINDOW = Duration.ofSeconds(10);
  private static final int SEVERAL = 3;
  private static final int MOST_REMEMBERED = 50;

  private final NameService names;
  private final Set<String> unanswered = new HashSet<>();
  private long silentSince;

  public WatchedNames(NameService names) {
    this.names = names;
  }

  @Override
  public Future<List<InetAddress>> addressesOf(String name) {
    return names
        .addressesOf(name)
        .onComplete(
            asked -> {
              if (asked.succeeded() || asked.cause() instanceof UnknownHostException) {
                answered();
              } else if (asked.cause() instanceof ResolverFailed) {
                silent(name);
              }
            });
  }

  private synchronized void answered() {
    unanswered.clear();
  }

  private synchronized void silent(String name) {
    if (unanswered.isEmpty()) {
      silentSince = System.nanoTime();
    }
    if (unanswered.size() < MOST_REMEMBERED) {
      unanswered.add(name);
    }
  }

  /** A name to ask for again, to see whether the resolver is back. */
  synchronized Optional<String> unanswered() {
    return unanswered.stream().findFirst();
  }

  /** What is wrong with the resolver. */
  synchronized Optional<String> trouble() {
    boolean lasting = System.nanoTime() - silentSince > WINDOW.toNanos();
    return unanswered.size() >= SEVERAL || (lasting && !unanswered.isEmpty())
        ? Optional.of(
            "this runner's resolver answers for no name: "
                + unanswered.size()
                + " asked for in vain")
        : Optional.empty();
  }
}
