package io.vigie.report.sample;

import io.vigie.contract.alert.Incident;
import io.vigie.contract.alert.Members;
import io.vigie.contract.alert.Notification.Delivery;
import io.vigie.contract.alert.Notification.Occasion;
import io.vigie.contract.alert.Remark;
import io.vigie.contract.alert.Sightings;
import io.vigie.contract.alert.Silence;
import io.vigie.contract.alert.Waiver;
import io.vigie.contract.check.Severity;
import io.vigie.contract.state.ItemState;
import io.vigie.contract.wire.MessageType;
import io.vigie.contract.wire.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What people do about incidents of one system: look after them, silence items, waive them. */
public final class SampleIncidents {

  private final Sender sender;
  private final String system;
  private final Instant now;

  /**
   * @param system with its environment, such as {@code chrona/production}
   */
  public SampleIncidents(Sender sender, String system, Instant now) {
    this.sender = sender;
    this.system = system;
    this.now = now;
  }

  /** An incident that somebody looks after, with what is told with it; silences; a waiver. */
  public void sendAll() {
    Sample database = failing("CH-190", "Database takes connections", Severity.P0);
    Sample search = failing("CH-191", "Search finds what was written", Severity.P1);
    Instant at = now.minus(Duration.ofMinutes(25));
    Incident plain =
        Alerts.seen(
            database.incident(1, at, Optional.empty()),
            new Sightings(2, 3, List.of("paris-1", "paris-2")));
    Incident lead = attended(Alerts.joined(plain, new Members(1, 1, List.of(search.item()))), at);
    Incident folded =
        Alerts.folded(
            search.incident(1, at.plusSeconds(12), Optional.empty()), lead, "depends on CH-190");
    sender
        .send(Topic.INCIDENTS, MessageType.INCIDENT, lead)
        .send(Topic.INCIDENTS, MessageType.INCIDENT, folded)
        .send(
            Topic.INCIDENTS,
            MessageType.NOTIFICATION,
            database.notification(plain, "slack #ops", Occasion.OPENED, Delivery.DELIVERED, 1));
    silences();
    waived();
  }

  private Sample failing(String item, String title, Severity severity) {
    Sample sample = Sample.of(system + "/" + item, severity).titled(title);
    Instant since = now.minus(Duration.ofMinutes(25));
    sender
        .send(Topic.CHECKS, MessageType.CHECK, sample.check())
        .send(Topic.RESULTS, MessageType.RESULT, sample.passed(since.minusSeconds(120)))
        .send(Topic.RESULTS, MessageType.RESULT, sample.failed(since.minusSeconds(60)))
        .send(Topic.RESULTS, MessageType.RESULT, sample.failed(now.minusSeconds(20)))
        .send(Topic.STATES, MessageType.STATUS, sample.state(ItemState.FAILING, 1, since));
    return sample;
  }

  private static Incident attended(Incident incident, Instant at) {
    return Alerts.remarked(
        Alerts.acknowledged(incident, "ana", at.plusSeconds(190)),
        Alerts.remark(at.plusSeconds(12), Remark.Kind.JOINED, "", "CH-191 (depends on CH-190)"),
        Alerts.remark(
            at.plusSeconds(120), Remark.Kind.ESCALATED, "", "nobody acknowledged it within 2 min"),
        Alerts.remark(at.plusSeconds(190), Remark.Kind.ACKNOWLEDGED, "ana", ""),
        Alerts.remark(
            at.plusSeconds(300), Remark.Kind.COMMENTED, "ana", "The pool is full.\nI restart it."));
  }

  /** One that lasts, and one that was ended. */
  private void silences() {
    Silence lasting = silence("lasting", now.minusSeconds(600), Duration.ofHours(4));
    Silence ended = silence("ended", now.minus(Duration.ofHours(5)), Duration.ofHours(8));
    sender
        .send(Topic.INCIDENTS, MessageType.SILENCE, lasting)
        .send(
            Topic.INCIDENTS,
            MessageType.SILENCE,
            Alerts.ended(ended, "ben", now.minus(Duration.ofHours(2))));
  }

  private Silence silence(String name, Instant from, Duration length) {
    UUID id =
        UUID.nameUUIDFromBytes((system + name).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    return Alerts.silence(id, Alerts.of(system.substring(0, system.indexOf('/'))), from, length);
  }

  private void waived() {
    Sample admin = failing("CH-192", "Admin area is not reachable from outside", Severity.P0);
    Waiver waiver =
        new Waiver(
            "cto",
            "the new front closes it, planned for the end of the month",
            now.minus(Duration.ofDays(2)),
            now.plus(Duration.ofDays(28)));
    sender.send(Topic.STATES, MessageType.STATUS, Alerts.waived(admin, 2, waiver));
  }
}
