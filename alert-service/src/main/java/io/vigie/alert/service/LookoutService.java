package io.vigie.alert.service;

import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vigie.alert.config.AlertConfig;
import io.vigie.alert.config.Revealed;
import io.vigie.alert.kafka.Wakeup;
import io.vigie.alert.metrics.AlertMetrics;
import io.vigie.alert.notify.Channels;
import io.vigie.alert.notify.Notifier;
import io.vigie.alert.notify.NotifierKind;
import io.vigie.alert.notify.story.Voice;
import io.vigie.alert.pace.Loop;
import io.vigie.alert.route.Routes;
import io.vigie.alert.sight.Emergency;
import io.vigie.alert.sight.Lookout;
import io.vigie.alert.sight.Troubles;
import io.vigie.runtime.health.BrokerReadiness;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.eclipse.microprofile.health.Readiness;

/** Has somebody look whether we can see, for as long as the service lives. */
@ApplicationScoped
public class LookoutService {

  private static final Duration LOOK = Duration.ofSeconds(5);

  private final Loop loop;
  private final List<NotifierKind> kinds;
  private final Voice voice;
  private final AlertConfig config;
  private Map<String, Notifier> channels;

  @Inject
  public LookoutService(
      Troubles troubles,
      Routes routes,
      @All List<NotifierKind> kinds,
      Voice voice,
      AlertConfig config,
      @Readiness BrokerReadiness broker,
      Wakeup wakeup,
      AlertMetrics metrics,
      InstantSource clock) {
    this.kinds = kinds;
    this.voice = voice;
    this.config = config;
    Emergency emergency = new Emergency(this::channels, routes);
    Lookout lookout =
        new Lookout(
            troubles,
            () -> broker.call().getStatus() == Status.UP,
            emergency,
            clock,
            wakeup::after,
            metrics::ownTroubles);
    this.loop = new Loop("alert-lookout", LOOK, lookout::round);
  }

  /** Channels of its own, opened when they are needed: those of the lanes may be at work. */
  private synchronized Map<String, Notifier> channels() {
    if (channels == null) {
      channels = new Channels(kinds, voice).open(Revealed.channels(config));
    }
    return channels;
  }

  void start(@Observes StartupEvent event) {
    loop.start();
  }

  void stop(@Observes ShutdownEvent event) {
    loop.close();
    synchronized (this) {
      if (channels != null) {
        channels.values().forEach(Notifier::close);
      }
    }
  }
}
