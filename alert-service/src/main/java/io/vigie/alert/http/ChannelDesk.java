package io.vigie.alert.http;

import io.quarkus.arc.All;
import io.vigie.alert.config.AlertConfig;
import io.vigie.alert.config.Revealed;
import io.vigie.alert.http.ChannelView.Lately;
import io.vigie.alert.incident.DeliveryBook;
import io.vigie.alert.incident.DeliveryBook.Standing;
import io.vigie.alert.metrics.AlertMetrics;
import io.vigie.alert.notify.Channels;
import io.vigie.alert.notify.NotifierKind;
import io.vigie.alert.notify.Rate;
import io.vigie.alert.notify.story.Voice;
import io.vigie.alert.route.Routes;
import io.vigie.alert.service.AlertService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Puts together what is kept of channels and what this process has seen of them lately. */
@ApplicationScoped
class ChannelDesk {

  private final DeliveryBook book;
  private final Routes routes;
  private final AlertService service;
  private final AlertMetrics metrics;
  private final Map<String, Rate> rates;

  @Inject
  ChannelDesk(
      DeliveryBook book,
      Routes routes,
      AlertService service,
      AlertMetrics metrics,
      @All List<NotifierKind> kinds,
      Voice voice,
      AlertConfig config) {
    this.book = book;
    this.routes = routes;
    this.service = service;
    this.metrics = metrics;
    this.rates = new Channels(kinds, voice).rates(Revealed.channels(config));
  }

  List<ChannelView> views(Instant now) {
    Map<String, Standing> standings = book.channels(routes.channels(), now);
    Set<String> names = new TreeSet<>(routes.channels());
    names.addAll(standings.keySet());
    return names.stream()
        .map(name -> view(name, standings.getOrDefault(name, Standing.UNTRIED), now))
        .toList();
  }

  private ChannelView view(String name, Standing standing, Instant now) {
    Lately lately =
        new Lately(
            routes.channels().contains(name),
            rates.getOrDefault(name, Rate.UNLIMITED).toString(),
            service.pausedUntil(name, now),
            metrics.limitedSoFar(name));
    boolean fallback = routes.fallback().equals(Optional.of(name));
    return ChannelView.of(name, fallback, standing, lately, now);
  }
}
