package io.vigie.probe.mailroundtrip;

import io.vigie.probe.imap.OpenMailbox;
import io.vigie.probe.line.Conversation;
import io.vigie.probe.net.Trouble.Ours;
import io.vigie.probe.sink.Arrivals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Looks into a mailbox now and then until all is known. Used by one thread. */
final class MailboxWatch {

  private final OpenMailbox mailbox;
  private final Conversation wire;
  private final CompletableFuture<Void> over;
  private final Optional<String> nonce;
  private final Duration poll;
  private final List<Long> found = new ArrayList<>();
  private final List<Duration> came = new ArrayList<>();

  /**
   * A watch.
   *
   * @param over completes when the attempt ends
   */
  MailboxWatch(
      OpenMailbox mailbox,
      Conversation wire,
      CompletableFuture<Void> over,
      Optional<String> nonce,
      Duration poll) {
    this.mailbox = mailbox;
    this.wire = wire;
    this.over = over;
    this.nonce = nonce;
    this.poll = poll;
  }

  /** Waits from {@code begun} on, which is when the mail was sent. */
  void await(long begun, Arrivals arrivals) {
    Optional<Duration> until = Optional.of(Duration.ZERO);
    while (until.isPresent()) {
      wire.enter(MailVocabulary.ARRIVAL);
      look(Duration.ofNanos(System.nanoTime() - begun));
      Duration now = Duration.ofNanos(System.nanoTime() - begun);
      until = arrivals.waitUntil(came, List.of(), now);
      until.map(end -> end.minus(now)).ifPresent(this::pause);
    }
  }

  private void look(Duration now) {
    for (long uid : mailbox.find(nonce)) {
      if (!found.contains(uid)) {
        found.add(uid);
        came.add(now);
      }
    }
  }

  /** Waits, but not for longer than until it is known. */
  private void pause(Duration left) {
    Duration span = left.compareTo(poll) < 0 ? left : poll;
    try {
      over.get(Math.max(1, span.toMillis()), TimeUnit.MILLISECONDS);
      throw new Ours("ended", "the run has ended");
    } catch (TimeoutException e) {
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Ours("ended", "the run was interrupted");
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  List<Long> found() {
    return List.copyOf(found);
  }

  /** How long it took until the first was seen. */
  Duration deliveredAfter() {
    return came.isEmpty() ? Duration.ZERO : came.getFirst();
  }

  /** The first of them. */
  ArrivedMail mail() {
    return found.isEmpty() ? ArrivedMail.NONE : ArrivedMail.of(mailbox.headers(found.getFirst()));
  }
}
