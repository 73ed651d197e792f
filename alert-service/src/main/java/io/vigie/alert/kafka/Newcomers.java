package io.vigie.alert.kafka;

import io.vigie.contract.check.ItemId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Lets results wait for the checks that they belong to: the two travel on different topics. An item
 * that was waited for in vain is not waited for again until a check speaks of it. Thread-safe.
 */
@ApplicationScoped
public class Newcomers {

  private static final int MOST_STRANGERS = 10_000;

  private final Set<ItemId> strangers = new LinkedHashSet<>();
  private long arrivals;

  /** Checks have been written for these items. */
  synchronized void arrived(Collection<ItemId> items) {
    strangers.removeAll(items);
    arrivals++;
    notifyAll();
  }

  /** Nobody spoke of these items within the patience. */
  synchronized void gaveUpOn(Collection<ItemId> items) {
    strangers.addAll(items);
    Iterator<ItemId> oldest = strangers.iterator();
    while (strangers.size() > MOST_STRANGERS) {
      oldest.next();
      oldest.remove();
    }
  }

  synchronized boolean isStranger(ItemId item) {
    return strangers.contains(item);
  }

  synchronized long arrivals() {
    return arrivals;
  }

  /** Returns when checks have arrived since {@code seen}, or after a while, or when interrupted. */
  synchronized void awaitArrival(long seen, long millis) {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (arrivals == seen) {
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (left <= 0) {
        return;
      }
      try {
        wait(left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
