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
import io.vigie.alert.followup.FollowUps;
import io.vigie.alert.followup.Follower;
import io.vigie.alert.incident.Absences;
import io.vigie.alert.incident.Calculator;
import io.vigie.alert.incident.DeliveryBook;
import io.vigie.alert.incident.FreeLanes;
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
import io.vigie.alert.notify.DigestReaders;
import io.vigie.alert.notify.Notifier;
import io.vigie.alert.notify.NotifierKind;
import io.vigie.alert.notify.Restraint;
import io.vigie.alert.notify.story.Voice;
import io.vigie.alert.pace.Loop;
import io.vigie.alert.route.Routes;
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
import java.util.Optional;
import java.util.Set;
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

  /** Longer than a command can come again. */
  private static final Duration ASKED_KEPT = Topic.COMMANDS.retention().plusDays(1);

  private static final Duration SHOWN = Duration.ofSeconds(5);

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
  private final Loop follower;
  private final Loop gauge;

  @Inject
  public AlertService(
      AlertConfig config,
      @All List<NotifierKind> kinds,
      Ledger ledger,
      Outbox outbox,
      Absences absences,
      Publications publications,
      Listening listening,
      DeliveryRules rules,
      FreeLanes lanes,
      Routes routes,
      SilenceBook silenceBook,
      Silences silences,
      Voice voice,
      FollowUps followUps,
      DeliveryBook book,
      Topics topics,
      Producers producers,
      AlertMetrics metrics,
      DeadMan deadMan,
      DeadManConfig deadManConfig,
      InstantSource clock) {
    this.config = config;
    this.topics = topics;
    this.metrics = metrics;
    Channels channels = new Channels(kinds, voice);
    Map<String, Notifier> notifiers = notifiers(channels);
    DigestReaders.require(routes, notifiers);
    Deliveries senders =
        new Deliveries(
            notifiers,
            channels.rates(Revealed.channels(config)),
            outbox,
            new Restraint(routes, Set.of(Canary.CHANNEL), absences),
            rules,
            clock,
            new SecureRandom(),
            new Canary(metrics, deadManConfig.fresh(), deadMan::cameRound),
            lanes);
    Relay publisher = new Relay(publications, producers::send, clock);
    Loop publishing = new Loop("alert-relay", LOOK, publisher::round);
    Consumer<Written> telling = written -> wake(written, senders, publishing);
    Loop computing =
        new Loop("alert-roll-ups", LOOK, new Calculator(ledger, clock, telling)::round);
    this.calculator = computing;
    this.wakeup = written -> wake(written, senders, publishing, computing);
    Ticker time = new Ticker(ledger, listening, clock, wakeup::after);
    this.ticker = new Loop("alert-ticker", config.tick(), time::round);
    this.broom = new Loop("alert-broom", SWEEP, () -> sweep(ledger, followUps, clock.instant()));
    this.hush =
        new Loop("alert-silences", LOOK, () -> hear(silenceBook, silences, clock.instant()));
    Follower following = new Follower(followUps, routes, clock, wakeup::after);
    this.follower = new Loop("alert-follower", LOOK, following::round);
    this.gauge =
        new Loop("alert-gauge", SHOWN, () -> show(book, routes, silences, clock.instant()));
    this.deliveries = senders;
    this.relay = publishing;
  }

  private boolean show(DeliveryBook book, Routes routes, Silences silences, Instant now) {
    metrics.standing(book.channels(routes.channels(), now), silences.active(now).size());
    return false;
  }

  /** Another process may have written one. */
  private static boolean hear(SilenceBook book, Silences silences, Instant now) {
    silences.know(book.lasting(now));
    return false;
  }

  /** Those that are configured, and that of the canary. */
  private Map<String, Notifier> notifiers(Channels channels) {
    Map<String, Notifier> all = new HashMap<>();
    all.putAll(channels.open(Revealed.channels(config)));
    all.put(Canary.CHANNEL, new CanaryChannel());
    return all;
  }

  private boolean sweep(Ledger ledger, FollowUps followUps, Instant now) {
    Duration asked = config.keep().compareTo(ASKED_KEPT) > 0 ? config.keep() : ASKED_KEPT;
    int forgotten =
        ledger.forget(now.minus(config.keep()), now.minus(REMOVED_KEPT))
            + followUps.forget(now.minus(asked));
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
    deliveries.hand(written.handed());
    if (written.messages() > written.handed().size()) {
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
    follower.start();
    gauge.start();
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
    follower.close();
    gauge.close();
    deliveries.close();
    relay.close();
  }

  /** Until when this process leaves a channel alone, where it does. */
  public Optional<Instant> pausedUntil(String channel, Instant now) {
    return deliveries.pausedUntil(channel, now);
  }

  @Override
  public void after(Written written) {
    wakeup.after(written);
  }
}
