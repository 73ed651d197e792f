package io.vigie.report.record;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Hands changes to whoever watches in this process. Changes come from the database, not from our
 * own consumers, so that a page is told whichever replica recorded the change. Thread-safe;
 * watchers are called on the publishing thread and must not block.
 */
@ApplicationScoped
public class ChangeFeed {

  private final Set<Watching> watchers = ConcurrentHashMap.newKeySet();

  public void publish(Change change) {
    watchers.forEach(watching -> watching.watcher.accept(change));
  }

  /** Watches until the answer is closed. */
  public Watching watch(Consumer<Change> watcher) {
    Watching watching = new Watching(watcher);
    watchers.add(watching);
    return watching;
  }

  public int watchers() {
    return watchers.size();
  }

  /** One watcher. */
  public final class Watching implements AutoCloseable {
    private final Consumer<Change> watcher;

    private Watching(Consumer<Change> watcher) {
      this.watcher = watcher;
    }

    @Override
    public void close() {
      watchers.remove(this);
    }
  }
}
