package io.vigie.alert.service;

import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vigie.alert.canary.Canary;
import io.vigie.alert.canary.CanaryChannel;
import io.vigie.alert.canary.DeadMan;
import io.vigie.alert.canary.DeadManConfig;
import io.vigie.alert.config.AlertConfig;
import io.vigie.alert.config.Revealed;
import io.vigie.alert.incident.Calculator;
import io.vigie.alert.incident.Ledger;
import io.vigie.alert.incident.Ledger.Written;
import io.vigie.alert.incident.Listening;
import io.vigie.alert.incident.Outbox;
import io.vigie.alert.incident.Publications;
import io.vigie.alert.incident.Ticker;
import io.vigie.alert.kafka.Relay;
import io.vigie.alert.kafka.Wakeup;
import io.vigie.alert.metrics.AlertMetrics;
import io.vigie.alert.notify.Channels;
import io.vigie.alert.notify.Deliveries;
import io.vigie.alert.notify.DeliveryRules;
import io.vigie.alert.notify.Notifier;
import io.vigie.alert.notify.NotifierKind;
import io.vigie.alert.notify.story.Voice;
import io.vigie.alert.pace.Loop;
import io.vigie.alert.silence.SilenceBook;
import io.vigie.alert.silence.Silences;
import io.vigie.contract.wire.Topic;
import io.vigie.runtime.kafka.Producers;
import io.vigie.runtime.kafka.Topics;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * The life of the service. Topics are there before the consumers ask for them; at the end the loops
 * finish their round, so that a message that is being sent is also recorded.
 */
@ApplicationScoped
public class AlertService implements Wakeup {

  private static final Logger LOG = Logger.getLogger(AlertService.class);

  /** Before the consumers are started. */
  private static final int EARLY = 100;

  private static final Duration SWEEP = Duration.ofHours(1);

  /** Longer than a result can lie in its topic, so that none finds its item forgotten. */
  private static final Duration REMOVED_KEPT = Topic.RESULTS.retention().plusDays(1);

  private static final Duration LOOK = Duration.ofSeconds(1);

  private final AlertConfig config;
  private final Topics topics;
  private final AlertMetrics metrics;
  private final Wakeup wakeup;
  private final Deliveries deliveries;
  private final Loop relay;
  private final Loop ticker;
  private final Loop calculator;
  private final Loop broom;
  private final Loop hush;

  @Inject
  public AlertService(
      AlertConfig config,
      @All List<NotifierKind> kinds,
      Ledger ledger,
      Outbox outbox,
      Publications publications,
      Listening listening,
      DeliveryRules rules,
      SilenceBook book,
      Silences silences,
      Voice voice,
      Topics topics,
      Producers producers,
      AlertMetrics metrics,
      DeadMan deadMan,
      DeadManConfig deadManConfig,
      InstantSource clock) {
    this.config = config;
    this.topics = topics;
    this.metrics = metrics;
    Deliveries senders =
        new Deliveries(
            notifiers(kinds, voice),
            outbox,
            rules,
            clock,
            new SecureRandom(),
            new Canary(metrics, deadManConfig.fresh(), deadMan::cameRound));
    Relay publisher = new Relay(publications, producers::send, clock);
    Loop publishing = new Loop("alert-relay", LOOK, publisher::round);
    Consumer<Written> telling = written -> wake(written, senders, publishing);
    Loop computing =
        new Loop("alert-roll-ups", LOOK, new Calculator(ledger, clock, telling)::round);
    this.calculator = computing;
    this.wakeup = written -> wake(written, senders, publishing, computing);
    Ticker time = new Ticker(ledger, listening, clock, wakeup::after);
    this.ticker = new Loop("alert-ticker", config.tick(), time::round);
    this.broom = new Loop("alert-broom", SWEEP, () -> sweep(ledger, clock.instant()));
    this.hush = new Loop("alert-silences", LOOK, () -> hear(book, silences, clock.instant()));
    this.deliveries = senders;
    this.relay = publishing;
  }

  /** Another process may have written one. */
  private static boolean hear(SilenceBook book, Silences silences, Instant now) {
    silences.know(book.lasting(now));
    return false;
  }

  /** Those that are configured, and that of the canary. */
  private Map<String, Notifier> notifiers(List<NotifierKind> kinds, Voice voice) {
    Map<String, Notifier> all = new HashMap<>();
    all.putAll(new Channels(kinds, voice).open(Revealed.channels(config)));
    all.put(Canary.CHANNEL, new CanaryChannel());
    return all;
  }

  private boolean sweep(Ledger ledger, Instant now) {
    int forgotten = ledger.forget(now.minus(config.keep()), now.minus(REMOVED_KEPT));
    if (forgotten > 0) {
      LOG.infof("forgot what is long over: rows=%d", forgotten);
    }
    return false;
  }

  private static void wake(Written written, Deliveries deliveries, Loop relay, Loop calculator) {
    wake(written, deliveries, relay);
    if (written.rollUps() > 0) {
      calculator.wake();
    }
  }

  private static void wake(Written written, Deliveries deliveries, Loop relay) {
    if (written.messages() > 0) {
      deliveries.wake();
    }
    if (written.states() > 0 || written.messages() > 0) {
      relay.wake();
    }
  }

  void start(@Observes @Priority(EARLY) StartupEvent event) {
    topics.ensure(List.of(Topic.CHECKS, Topic.RESULTS, Topic.STATES, Topic.INCIDENTS));
    topics.ensure(List.of(Topic.COMMANDS, Topic.DEAD_LETTERS));
    if (config.channels().isEmpty()) {
      LOG.warn("vigie.alert.channels: none is configured, nobody will be told of an incident");
    }
    metrics.channels(config.channels().keySet());
    hush.start();
    deliveries.start();
    relay.start();
    ticker.start();
    calculator.start();
    broom.start();
  }

  void stop(@Observes ShutdownEvent event) {
    ticker.close();
    calculator.close();
    broom.close();
    hush.close();
    deliveries.close();
    relay.close();
  }

  @Override
  public void after(Written written) {
    wakeup.after(written);
  }
}
