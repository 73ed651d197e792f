package io.vigie.probe.mailroundtrip;

import io.vertx.core.Future;
import io.vigie.probe.Observation;
import io.vigie.probe.imap.OpenMailbox;
import io.vigie.probe.line.Conversation;
import io.vigie.probe.line.Conversation.Manner;
import io.vigie.probe.net.Attempt;
import io.vigie.probe.net.Trouble.Broken;
import io.vigie.probe.settings.DurationText;
import io.vigie.probe.sink.Arrivals;
import io.vigie.probe.sink.Door;
import io.vigie.probe.sink.Listening;
import io.vigie.probe.sink.SinkAnswer;
import io.vigie.probe.sink.SinkRequest;
import io.vigie.probe.sink.SinkVocabulary;
import io.vigie.probe.sink.Sinks.Order;
import io.vigie.probe.sink.Sinks.Sink;
import io.vigie.probe.sink.Trigger;
import io.vigie.probe.smtp.SmtpSender;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** The way of one mail. What speaks with servers is done aside, one after the other. */
final class Roundtrip {

  private final MailRoundtripSettings settings;
  private final Attempt attempt;
  private final Manner manner;
  private final CompletableFuture<Void> over;
  private final Optional<String> nonce;
  private final Map<String, Object> facts = new HashMap<>();
  private long sentAt;

  /**
   * A round trip.
   *
   * @param over completes when the attempt ends
   */
  Roundtrip(
      MailRoundtripSettings settings,
      Attempt attempt,
      Manner manner,
      CompletableFuture<Void> over) {
    this.settings = settings;
    this.attempt = attempt;
    this.manner = manner;
    this.over = over;
    this.nonce = settings.usesNonce() ? Optional.of(Listening.nonce()) : Optional.empty();
  }

  Future<Observation> run() {
    facts.put("nonce", nonce.orElse(""));
    facts.put("queued", "");
    nonce.ifPresent(word -> attempt.fact("nonce", word));
    return settings.imap().isPresent() ? toMailbox() : toSink(settings.sink().orElseThrow());
  }

  /** The mailbox is opened first: nothing is sent that nobody could find. */
  private Future<Observation> toMailbox() {
    Conversation wire = Conversation.within(attempt, manner, over);
    return attempt
        .aside(
            () ->
                at(
                    "mailbox-",
                    () ->
                        OpenMailbox.open(settings.imap().orElseThrow(), wire, settings.cleanup())))
        .compose(
            mailbox ->
                send("")
                    .compose(_ -> attempt.aside(() -> at("mailbox-", () -> watch(mailbox, wire)))))
        .map(_ -> seen());
  }

  private Future<Observation> toSink(String name) {
    Listening here = Listening.on(attempt);
    String address = here.address(name, Door.OFF);
    attempt.fact("sink", address);
    Order order = new Order(name, Door.OFF, List.of(SinkAnswer.OK), nonce, Set.of());
    return here.begin(order)
        .compose(_ -> send(address))
        .compose(_ -> here.await(arrivals(here.sink().openFor())))
        .compose(attempt::unlessEnded)
        .map(
            _ -> {
              atSink(here.sink());
              return seen();
            })
        .eventually(
            () -> {
              here.close();
              return Future.succeededFuture();
            });
  }

  private Future<Void> send(String sink) {
    if (settings.trigger().isPresent()) {
      return new Trigger(settings.trigger().get(), attempt, nonce.orElse(""), sink)
          .pull()
          .onSuccess(_ -> sentAt = System.nanoTime())
          .mapEmpty();
    }
    return attempt
        .aside(
            () ->
                at(
                    "smtp-",
                    () ->
                        SmtpSender.send(
                            MailRoundtripSettings.mail(
                                settings.smtp().orElseThrow(), nonce.orElseThrow()),
                            nonce.orElseThrow(),
                            Conversation.within(attempt, manner, over))))
        .onSuccess(
            queued -> {
              sentAt = System.nanoTime();
              facts.put("queued", queued);
            })
        .mapEmpty();
  }

  /** Says where something went wrong: both servers refuse in the same words. */
  private static <T> T at(String where, Supplier<T> talk) {
    try {
      return talk.get();
    } catch (Broken e) {
      String code = e.code().startsWith(where) ? e.code() : where + e.code();
      throw new Broken(code, e.getMessage(), e.facts());
    }
  }

  /**
   * How long to wait.
   *
   * @param soFar how much of the time that the arrivals count from is over
   */
  private Arrivals arrivals(Duration soFar) {
    return Arrivals.once(
        settings.within(), settings.quiet(), soFar.plus(attempt.context().remaining()));
  }

  private Boolean watch(OpenMailbox mailbox, Conversation wire) {
    MailboxWatch watch = new MailboxWatch(mailbox, wire, over, nonce, settings.poll());
    watch.await(sentAt, arrivals(Duration.ofNanos(System.nanoTime() - sentAt)));
    ArrivedMail mail = watch.mail();
    boolean cleaned = settings.cleanup() && mailbox.delete(watch.found());
    wire.fact("cleaned", String.valueOf(cleaned));
    mailbox.close();
    facts.putAll(MailVocabulary.facts(mail, watch.found().size(), watch.deliveredAfter()));
    return cleaned;
  }

  private void atSink(Sink sink) {
    List<SinkRequest> requests = sink.requests();
    Duration first = requests.isEmpty() ? sink.openFor() : requests.getFirst().after();
    Duration sinceSent = Duration.ofNanos(System.nanoTime() - sentAt);
    Duration before = sink.openFor().minus(sinceSent);
    Duration took = first.minus(before);
    facts.putAll(
        MailVocabulary.facts(
            ArrivedMail.NONE, sink.count(), took.isNegative() ? Duration.ZERO : took));
    facts.put("requests", SinkVocabulary.values(requests));
  }

  private Observation seen() {
    attempt.enter(MailVocabulary.ARRIVAL);
    long count = (Long) facts.get("count");
    Duration waited = Duration.ofNanos(System.nanoTime() - sentAt);
    attempt.fact("count", String.valueOf(count));
    attempt.number(
        "deliveredAfterSeconds", ((Duration) facts.get("deliveredAfter")).toMillis() / 1000.0);
    if (count == 0) {
      throw new Broken(
          "not-delivered",
          "the mail was sent and must arrive, did not within "
              + DurationText.print(Duration.ofMillis(waited.toMillis())));
    } else if (count > 1) {
      throw new Broken("delivered-twice", "the mail must arrive once, arrived " + count + " times");
    }
    facts.putAll(attempt.times(MailVocabulary.STAGES));
    return attempt.seen(facts);
  }
}
