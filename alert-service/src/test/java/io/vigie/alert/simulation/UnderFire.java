package io.vigie.alert.simulation;

import io.vigie.alert.followup.Digest;
import io.vigie.alert.followup.FollowUps;
import io.vigie.alert.followup.NextStep;
import io.vigie.alert.followup.Situation;
import io.vigie.alert.incident.Ledger;
import io.vigie.alert.incident.Ledger.Written;
import io.vigie.alert.incident.LedgerException;
import io.vigie.alert.incident.Orders;
import io.vigie.alert.incident.Orders.Taken;
import io.vigie.alert.incident.Outbox;
import io.vigie.alert.incident.Posting;
import io.vigie.alert.incident.Publications;
import io.vigie.alert.incident.Settlement;
import io.vigie.alert.sight.Sight;
import io.vigie.alert.sight.Troubles;
import io.vigie.contract.command.Command;
import io.vigie.contract.result.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The store as one node sees it: before and after each transaction anything may happen, and a
 * connection may be lost before or after the commit.
 */
final class UnderFire {

  private static final Duration A_MOMENT = Duration.ofNanos(1_000);

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

  /** The same for what decides about incidents: the chronicle is written in the same moment. */
  private <T> T told(String what, Instant now, Supplier<T> transaction) {
    return around(
        what,
        () -> {
          T done = transaction.get();
          world.chronicle.written(world.rows, now);
          return done;
        });
  }

  Ledger around(Ledger ledger) {
    return new Ledger() {
      @Override
      public Accepted accept(List<Result> results, Instant now) {
        if (results.stream().anyMatch(world::isPoison)) {
          throw new LedgerException("a row that cannot be written", false, null);
        }
        return told(
            "take results",
            now,
            () -> {
              Accepted accepted = ledger.accept(results, now);
              world.chronicle.took(results, now);
              return accepted;
            });
      }

      @Override
      public Written define(List<Definition> definitions, Instant now) {
        return told(
            "take checks",
            now,
            () -> {
              List<Definition> unread = world.unreadDefinitions();
              world.definitionsRead(unread.size());
              return ledger.define(unread, now);
            });
      }

      @Override
      public Ticked tick(Instant awakeSince, Instant now, int limit) {
        return told("let time pass", now, () -> ledger.tick(awakeSince, now, limit));
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

  Orders around(Orders orders) {
    return (command, _) -> {
      // Nobody follows a command in the very moment of a result, or of another command.
      world.pass(A_MOMENT);
      Instant now = world.clock.instant();
      world.pass(A_MOMENT);
      return told("follow a command", now, () -> taken(orders, command, now));
    };
  }

  private Taken taken(Orders orders, Command command, Instant now) {
    boolean fresh = !world.rows.taken.contains(command.id());
    Taken taken = orders.take(command, now);
    if (fresh && taken.refused().isEmpty()) {
      world.chronicle.followed(command, now);
    }
    return taken;
  }

  FollowUps around(FollowUps kept) {
    return new FollowUps() {
      @Override
      public Looked look(Function<Situation, NextStep> decide, Instant now, int limit) {
        return told("follow up", now, () -> kept.look(decide, now, limit));
      }

      @Override
      public List<Digest.Told> between(Instant from, Instant to) {
        return kept.between(from, to);
      }

      @Override
      public int owe(List<Digest.Message> digests, Instant now) {
        return kept.owe(digests, now);
      }

      @Override
      public int forget(Instant before) {
        return kept.forget(before);
      }
    };
  }

  Troubles around(Troubles troubles) {
    return new Troubles() {
      @Override
      public Sight.Counted count(Optional<Instant> brokerAwaySince, Instant now) {
        return around("count what is not seen", () -> troubles.count(brokerAwaySince, now));
      }

      @Override
      public Written keep(Sight.Judged judged, Instant now) {
        return told("keep our own troubles", now, () -> troubles.keep(judged, now));
      }

      private <T> T around(String what, Supplier<T> transaction) {
        return UnderFire.this.around(what, transaction);
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
              node.takes(channel, taken, now);
              return taken;
            });
      }

      @Override
      public List<Posting> claimPile(String channel, Instant now, Duration lease, int limit) {
        return around(
            "take messages together",
            () -> {
              List<Posting> taken = outbox.claimPile(channel, now, lease, limit);
              taken.forEach(one -> world.note(() -> node + " takes into a pile " + told(one)));
              node.takes(channel, taken, now);
              return taken;
            });
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

      private <T> T around(String what, Supplier<T> transaction) {
        return UnderFire.this.around(what, transaction);
      }
    };
  }

  private static String told(Posting posting) {
    return posting.telling()
        + " of "
        + posting.incident().item().item()
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
