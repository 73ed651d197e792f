package io.vigie.alert.service;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.vigie.alert.canary.CanaryAudience;
import io.vigie.alert.config.AlertConfig;
import io.vigie.alert.followup.FollowUps;
import io.vigie.alert.incident.Absences;
import io.vigie.alert.incident.DeliveryBook;
import io.vigie.alert.incident.FreeLanes;
import io.vigie.alert.incident.Ledger;
import io.vigie.alert.incident.Listening;
import io.vigie.alert.incident.Orders;
import io.vigie.alert.incident.Outbox;
import io.vigie.alert.incident.Publications;
import io.vigie.alert.notify.DeliveryRules;
import io.vigie.alert.notify.SendDeadline;
import io.vigie.alert.notify.story.Site;
import io.vigie.alert.notify.story.Voice;
import io.vigie.alert.postgres.PostgresAbsences;
import io.vigie.alert.postgres.PostgresDeliveryBook;
import io.vigie.alert.postgres.PostgresFollowUps;
import io.vigie.alert.postgres.PostgresLedger;
import io.vigie.alert.postgres.PostgresOrders;
import io.vigie.alert.postgres.PostgresOutbox;
import io.vigie.alert.postgres.PostgresPublications;
import io.vigie.alert.postgres.PostgresSilences;
import io.vigie.alert.postgres.PostgresTroubles;
import io.vigie.alert.route.Audience;
import io.vigie.alert.route.Routes;
import io.vigie.alert.route.RuleReader;
import io.vigie.alert.sight.OtherChannels;
import io.vigie.alert.sight.Troubles;
import io.vigie.alert.silence.SilenceBook;
import io.vigie.alert.silence.Silences;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Makes beans of what knows nothing of a container. */
@ApplicationScoped
public class AlertBeans {

  @Produces
  @Singleton
  Silences silences() {
    return new Silences();
  }

  @Produces
  @Singleton
  Routes routes(AlertConfig config, Silences silences) {
    Map<String, Map<String, String>> rules = new TreeMap<>();
    config.rules().forEach((name, rule) -> rules.put(name, rule.settings()));
    return new Routes(
        new RuleReader(config.zone()).read(rules),
        config.routes(),
        config.channels().keySet(),
        config.fallback().filter(name -> !name.isBlank()),
        silences);
  }

  @Produces
  @Singleton
  Orders orders(@DataSource("alert") AgroalDataSource database, Routes routes, Silences silences) {
    return new PostgresOrders(database, routes, silences);
  }

  @Produces
  @Singleton
  DeliveryBook deliveryBook(@DataSource("alert") AgroalDataSource database) {
    return new PostgresDeliveryBook(database);
  }

  @Produces
  @Singleton
  FollowUps followUps(@DataSource("alert") AgroalDataSource database) {
    return new PostgresFollowUps(database);
  }

  @Produces
  @Singleton
  SilenceBook silenceBook(@DataSource("alert") AgroalDataSource database) {
    return new PostgresSilences(database);
  }

  @Produces
  @Singleton
  FreeLanes freeLanes(DeliveryRules rules) {
    return new FreeLanes(rules.lease());
  }

  @Produces
  @Singleton
  Ledger ledger(@DataSource("alert") AgroalDataSource database, Routes routes, FreeLanes lanes) {
    return new PostgresLedger(database, new CanaryAudience(routes), lanes);
  }

  @Produces
  @Singleton
  Troubles troubles(@DataSource("alert") AgroalDataSource database, Routes routes) {
    Audience others = new OtherChannels(routes, routes.channels(), routes.fallback());
    return new PostgresTroubles(database, others, routes.channels());
  }

  @Produces
  @Singleton
  Outbox outbox(@DataSource("alert") AgroalDataSource database, Routes routes, AlertConfig config) {
    return new PostgresOutbox(database, routes.fallback(), config.delivery().fallbackAfter());
  }

  @Produces
  @Singleton
  Absences absences(@DataSource("alert") AgroalDataSource database) {
    return new PostgresAbsences(database);
  }

  @Produces
  @Singleton
  Publications publications(@DataSource("alert") AgroalDataSource database) {
    return new PostgresPublications(database);
  }

  @Produces
  @Singleton
  Listening listening() {
    return new Listening();
  }

  @Produces
  @Singleton
  SendDeadline sendDeadline(AlertConfig config) {
    return new SendDeadline(config.delivery().timeout());
  }

  @Produces
  @Singleton
  Voice voice(AlertConfig config) {
    return new Voice(Optional.empty(), config.zone(), new Site(config.externalUrl()));
  }

  @Produces
  @Singleton
  DeliveryRules deliveryRules(AlertConfig config) {
    AlertConfig.Delivery delivery = config.delivery();
    return new DeliveryRules(
        delivery.backoffBase(),
        delivery.backoffCap(),
        delivery.backoffUnclear(),
        delivery.lease(),
        delivery.maxAge());
  }
}
