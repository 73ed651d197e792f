package io.vigie.alert.notify.story;

import io.vigie.contract.alert.Acknowledgement;
import io.vigie.contract.alert.Incident;
import io.vigie.contract.alert.Members;
import io.vigie.contract.alert.Remark;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a message adds to what was told before, for the thread of an incident. */
final class News {

  private final Matter matter;

  News(Matter matter) {
    this.matter = matter;
  }

  /** In one line. */
  String line() {
    return lines().getFirst();
  }

  /** The first line stands for itself. */
  List<String> lines() {
    return switch (matter.telling()) {
      case OPENED, TEST, DIGEST, SUMMARY -> List.of(failure());
      case UPDATED -> List.of(updated());
      case ACKNOWLEDGED -> List.of(sentence(acknowledged()));
      case COMMENTED -> List.of(commented());
      case ESCALATED -> List.of(sentence(matter.say(Word.ESCALATED)));
      case REMINDED -> matter.isLeftToOthers() ? List.of(updated()) : List.of(sentence(reminded()));
      case REOPENED -> List.of(sentence(matter.say(Word.REOPENED)) + colon() + failure());
      case RESOLVED, OPENED_AND_RESOLVED -> resolved();
    };
  }

  private static String sentence(String words) {
    int first = words.offsetByCodePoints(0, 1);
    return words.substring(0, first).toUpperCase(Locale.ROOT) + words.substring(first);
  }

  private String failure() {
    return matter.failure();
  }

  private String updated() {
    String members =
        matter.incident().members().map(this::members).orElseGet(() -> matter.say(Word.UPDATED));
    return matter.isLeftToOthers() ? leftToOthers() + members : members;
  }

  private String leftToOthers() {
    return sentence(matter.say(Word.RECOVERED)) + " · ";
  }

  /** How many fail with it. */
  String members(Members members) {
    if (matter.isOver()) {
      return matter.say(Word.MEMBERS_WERE, members.total());
    }
    return members.open() == members.total()
        ? matter.say(Word.MEMBERS, members.total())
        : matter.say(Word.MEMBERS_OPEN, members.total(), members.open());
  }

  private String acknowledged() {
    return matter
        .incident()
        .acknowledged()
        .map(Acknowledgement::by)
        .or(() -> matter.last(Remark.Kind.ACKNOWLEDGED).flatMap(Remark::by))
        .map(by -> matter.say(Word.ACKNOWLEDGED_BY, by))
        .orElseGet(() -> matter.say(Word.ACKNOWLEDGED));
  }

  private String commented() {
    List<Remark> comments =
        matter.incident().history().stream()
            .filter(remark -> remark.kind() == Remark.Kind.COMMENTED)
            .toList();
    return comments.stream()
        .filter(remark -> remark.at().equals(matter.at()))
        .findFirst()
        .or(() -> comments.stream().reduce((_, later) -> later))
        .map(this::line)
        .orElse("…");
  }

  private String reminded() {
    String still = matter.say(Word.REMINDED, matter.lasted());
    return still
        + " · "
        + matter
            .incident()
            .acknowledged()
            .map(who -> matter.say(Word.ACKNOWLEDGED_BY, who.by()))
            .orElseGet(() -> matter.say(Word.NOBODY));
  }

  private List<String> resolved() {
    List<String> lines = new ArrayList<>();
    lines.add(matter.say(Word.RESOLVED_AFTER, matter.lasted()));
    lines.add(matter.say(Word.BEFORE) + colon() + failure());
    lines.add(matter.say(Word.AFTER) + colon() + matter.resolution());
    matter
        .seen()
        .map(matter::failedRuns)
        .ifPresent(runs -> lines.add(matter.say(Word.FAILED_RUNS) + colon() + runs));
    return lines;
  }

  /** What happened, oldest first, each with its time. */
  List<Story.Event> history() {
    List<Story.Event> events = new ArrayList<>();
    Incident incident = matter.incident();
    events.add(event(incident.firstFailedAt(), matter.say(Word.FIRST_FAILED, failure())));
    events.add(event(incident.openedAt(), matter.say(Word.CONFIRMED)));
    for (Remark remark : incident.history()) {
      events.add(new Story.Event(remark.at(), hasOwnMessage(remark.kind()), timed(remark)));
    }
    incident
        .resolvedAt()
        .filter(_ -> matter.isOver())
        .ifPresent(at -> events.add(event(at, matter.say(Word.RESOLVED_AFTER, matter.lasted()))));
    return events;
  }

  private static boolean hasOwnMessage(Remark.Kind kind) {
    return switch (kind) {
      case ACKNOWLEDGED, COMMENTED, ESCALATED, REOPENED -> true;
      case FLAPPING, JOINED, FOLDED, UNFOLDED, RECOVERED, SILENCED, WAIVED -> false;
    };
  }

  private Story.Event event(Instant at, String what) {
    return new Story.Event(at, true, matter.times().hour(at) + " " + what);
  }

  private String timed(Remark remark) {
    return matter.times().hour(remark.at()) + " " + line(remark);
  }

  private String line(Remark remark) {
    String by = remark.by().orElseGet(() -> matter.say(Word.SOMEBODY));
    return switch (remark.kind()) {
      case ACKNOWLEDGED -> matter.say(Word.ACKNOWLEDGED_BY, by) + because(remark);
      case COMMENTED -> matter.say(Word.SAYS, by, remark.text());
      case ESCALATED ->
          remark.text().isBlank() ? matter.say(Word.ESCALATED) : matter.said(remark.text());
      case REOPENED -> matter.say(Word.REOPENED) + because(remark);
      case FLAPPING, FOLDED, RECOVERED -> matter.said(remark.text());
      case JOINED -> matter.say(Word.JOINED, matter.said(remark.text()));
      case UNFOLDED -> matter.say(Word.UNFOLDED) + because(remark);
      case SILENCED -> matter.say(Word.SILENCED, remark.text());
      case WAIVED -> matter.say(Word.WAIVED, by) + " " + matter.said(remark.text());
    };
  }

  private String because(Remark remark) {
    return remark.text().isBlank() ? "" : colon() + matter.said(remark.text());
  }

  private String colon() {
    return matter.say(Word.COLON);
  }
}
