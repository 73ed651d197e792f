package io.vigie.alert.simulation;

import io.vigie.alert.incident.Ledger;
import io.vigie.alert.incident.LedgerException;
import io.vigie.alert.incident.Outbox;
import io.vigie.alert.incident.Posting;
import io.vigie.alert.incident.Publications;
import io.vigie.alert.incident.Settlement;
import io.vigie.contract.result.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The store as one node sees it: before and after each transaction anything may happen, and a
 * connection may be lost before or after the commit.
 */
final class UnderFire {

  private final World world;
  private final Node node;

  UnderFire(World world, Node node) {
    this.world = world;
    this.node = node;
  }

  private <T> T around(String what, Supplier<T> transaction) {
    world.point(node, "before it would " + what);
    world.mayLose("before the commit to " + what);
    T done = transaction.get();
    world.mayLose("after the commit to " + what);
    world.point(node, "after it did " + what);
    return done;
  }

  Ledger around(Ledger ledger) {
    return new Ledger() {
      @Override
      public Accepted accept(List<Result> results, Instant now) {
        if (results.stream().anyMatch(world::isPoison)) {
          throw new LedgerException("a row that cannot be written", false, null);
        }
        return around("take results", () -> ledger.accept(results, now));
      }

      @Override
      public Written define(List<Definition> definitions, Instant now) {
        return around(
            "take checks",
            () -> {
              List<Definition> unread = world.unreadDefinitions();
              world.definitionsRead(unread.size());
              return ledger.define(unread, now);
            });
      }

      @Override
      public Ticked tick(Instant awakeSince, Instant now, int limit) {
        return around("let time pass", () -> ledger.tick(awakeSince, now, limit));
      }

      @Override
      public Computed compute(Instant now, int limit) {
        return around("compute roll-ups", () -> ledger.compute(now, limit));
      }

      @Override
      public int forget(Instant resolvedBefore, Instant removedBefore) {
        return ledger.forget(resolvedBefore, removedBefore);
      }
    };
  }

  Outbox around(Outbox outbox) {
    return new Outbox() {
      @Override
      public List<Posting> claim(String channel, Instant now, Duration lease, int limit) {
        return around(
            "take messages for " + channel,
            () -> {
              List<Posting> taken = outbox.claim(channel, now, lease, limit);
              taken.forEach(one -> world.note(() -> node + " takes up " + told(one)));
              return taken;
            });
      }

      @Override
      public List<Posting> claimPile(String channel, Instant now, Duration lease, int limit) {
        return around("take messages together", () -> outbox.claimPile(channel, now, lease, limit));
      }

      @Override
      public int pile(String channel, Instant now, int most) {
        return outbox.pile(channel, now, most);
      }

      @Override
      public void settle(Posting posting, Settlement settlement, Instant now) {
        around(
            "settle a message",
            () -> {
              world.note(() -> node + " settles " + told(posting) + ": " + settlement);
              outbox.settle(posting, settlement, now);
              return posting;
            });
      }

      @Override
      public List<String> giveUp(
          Set<String> channels, Duration maxAge, Duration orphanAge, Instant now) {
        return around("give up", () -> outbox.giveUp(channels, maxAge, orphanAge, now));
      }

      @Override
      public Backlog backlog(Instant now) {
        return outbox.backlog(now);
      }
    };
  }

  private static String told(Posting posting) {
    return posting.telling()
        + " on "
        + posting.channel()
        + ", attempt "
        + posting.attempts()
        + (posting.doubtful() ? ", doubtful" : "");
  }

  Publications around(Publications publications) {
    return new Publications() {
      @Override
      public List<Publication> unpublished(int limit) {
        return around("read what is new", () -> publications.unpublished(limit));
      }

      @Override
      public void published(List<Publication> sent) {
        around(
            "mark what is told",
            () -> {
              publications.published(sent);
              return sent;
            });
      }
    };
  }
}
