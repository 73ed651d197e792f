package io.vigie.report;

import io.vigie.contract.alert.Incident;
import io.vigie.contract.alert.Notification;
import io.vigie.contract.result.Result;
import io.vigie.report.incident.Timeline;
import io.vigie.report.incident.Times;
import io.vigie.report.record.SystemKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that is known of one incident.
 *
 * @param lead the one that it is told with, as far as that is kept
 * @param members those that are told with it
 * @param messages its own messages, oldest first
 * @param lastPass what the last pass before it saw, as long as that is kept
 * @param firstFailure what the first failure saw, as long as that is kept
 */
public record IncidentFile(
    Incident incident,
    Optional<Incident> lead,
    List<Incident> members,
    List<Notification> messages,
    Optional<Result> lastPass,
    Optional<Result> firstFailure,
    Instant now) {

  public IncidentFile {
    members = List.copyOf(members);
    messages = List.copyOf(messages);
  }

  public List<Timeline.Entry> timeline() {
    return Timeline.of(incident, messages, members);
  }

  public Times times() {
    return Times.of(incident);
  }

  /** True where it is Vigie itself that is in trouble. */
  public boolean isOwn() {
    return SystemKey.of(incident.item()).equals(SystemKey.SELF);
  }
}
