package io.vigie.report.web;

import io.vigie.contract.alert.Incident;
import io.vigie.contract.alert.Notification.Delivery;
import io.vigie.report.IncidentFile;
import io.vigie.report.incident.Said;
import io.vigie.report.incident.Timeline;
import io.vigie.report.incident.Times;
import io.vigie.report.record.SystemKey;
import io.vigie.report.verdict.Spans;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The page of one incident.
 *
 * @param itemAddress where its item is; what is wrong with Vigie itself is no item
 * @param asked what is on its way
 * @param lost how many of its messages reached nobody
 */
public record IncidentPageView(
    String id,
    String title,
    String severity,
    Mark state,
    Moment firstFailed,
    String failure,
    Optional<String> seenBy,
    String item,
    String system,
    String environment,
    String itemName,
    Optional<String> itemAddress,
    Optional<Acknowledged> acknowledged,
    Optional<Lead> lead,
    List<Member> members,
    int moreMembers,
    List<Figure> times,
    List<Entry> timeline,
    long lost,
    boolean open,
    Optional<ResultRow> lastPass,
    Optional<ResultRow> firstFailure,
    Optional<String> asked) {

  /** Who looks after it. */
  public record Acknowledged(String by, Moment at) {}

  /** The incident that it is told with. */
  public record Lead(String title, String address, String because) {}

  /** An incident that is told with it. */
  public record Member(
      String title, String address, String item, String severity, Mark state, String because) {

    static Member of(Incident incident) {
      return new Member(
          incident.title(),
          "/incidents/" + incident.id(),
          incident.item().toString(),
          incident.severity().word(),
          Mark.open(incident.isOpen()),
          incident.fold().map(fold -> fold.because()).orElse(""));
    }
  }

  /** How long something took. */
  public record Figure(String name, String value) {}

  /** Something that happened. */
  public record Entry(
      Moment at, String kind, String slug, Optional<String> by, String text, Optional<Mark> told) {

    static Entry of(Timeline.Entry entry, Instant now) {
      return new Entry(
          new Moment(entry.at(), now),
          entry.kind().replace('-', ' '),
          entry.kind(),
          entry.by(),
          entry.words(),
          entry.message().map(message -> message.delivery()).map(IncidentPageView::mark));
    }

    public boolean isLost() {
      return told.filter(mark -> mark.slug().equals("undelivered")).isPresent();
    }
  }

  static IncidentPageView of(IncidentFile file, Optional<String> asked) {
    Incident incident = file.incident();
    Instant now = file.now();
    List<Timeline.Entry> timeline = file.timeline();
    return new IncidentPageView(
        incident.id().toString(),
        incident.title(),
        incident.severity().word(),
        Mark.open(incident.isOpen()),
        new Moment(incident.firstFailedAt(), now),
        Said.text(incident.firstFailure().summary()),
        Said.seenBy(incident),
        incident.item().toString(),
        incident.item().system(),
        incident.item().environment(),
        incident.item().item(),
        file.isOwn() ? Optional.empty() : Optional.of("/items/" + incident.item()),
        incident.acknowledged().map(a -> new Acknowledged(a.by(), new Moment(a.at(), now))),
        lead(file),
        file.members().stream().map(Member::of).toList(),
        incident.members().map(m -> Math.max(0, m.total() - file.members().size())).orElse(0),
        times(file),
        timeline.stream().map(entry -> Entry.of(entry, now)).toList(),
        timeline.stream().filter(Timeline.Entry::isLost).count(),
        incident.isOpen(),
        file.lastPass().map(result -> ResultRow.of(result, now)),
        file.firstFailure().map(result -> ResultRow.of(result, now)),
        asked);
  }

  /** The system's page; there is none of Vigie itself. */
  public Optional<String> systemAddress() {
    return itemAddress.map(_ -> "/systems/" + new SystemKey(system, environment));
  }

  private static Optional<Lead> lead(IncidentFile file) {
    return file.incident()
        .fold()
        .map(
            fold ->
                new Lead(
                    file.lead().map(Incident::title).orElse("another incident"),
                    "/incidents/" + fold.into(),
                    fold.because()));
  }

  private static List<Figure> times(IncidentFile file) {
    Times times = file.times();
    boolean open = file.incident().isOpen();
    return List.of(
        new Figure("Detected after", Spans.words(times.detect())),
        new Figure(
            "Acknowledged after",
            times.acknowledge().map(Spans::words).orElse(open ? "not yet" : "not at all")),
        new Figure(
            open ? "Open for" : "Resolved after",
            Spans.words(
                times
                    .resolve()
                    .orElse(Duration.between(file.incident().firstFailedAt(), file.now())))));
  }

  private static Mark mark(Delivery delivery) {
    Mark mark = Mark.of(delivery);
    return delivery == Delivery.UNDELIVERED
        ? new Mark(mark.shape(), "UNDELIVERED", mark.slug())
        : mark;
  }
}
