package io.vigie.report.incident;

import io.vigie.contract.alert.Incident;
import io.vigie.contract.result.Outcome;
import io.vigie.contract.result.Result;
import io.vigie.report.IncidentFile;
import io.vigie.report.verdict.Spans;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** An incident in Markdown. What came from a target or a person is escaped: it formats nothing. */
public final class Postmortem {

  private static final Pattern BACKTICKS = Pattern.compile("`+");

  private final StringBuilder text = new StringBuilder();

  private Postmortem() {}

  public static String of(IncidentFile file) {
    Postmortem postmortem = new Postmortem();
    postmortem.head(file);
    postmortem.timeline(file);
    postmortem.members(file);
    postmortem.evidence("Last pass", file.lastPass());
    postmortem.evidence("First failure", file.firstFailure());
    postmortem.line("## What we change");
    postmortem.line("");
    return postmortem.text.toString();
  }

  private void head(IncidentFile file) {
    Incident incident = file.incident();
    Times times = file.times();
    line("# [" + incident.severity().word() + "] " + escaped(incident.title()));
    line("");
    line("| | |");
    line("|---|---|");
    row("Item", escaped(incident.item().toString()));
    row("Incident", incident.id().toString());
    row("First failure", Said.time(incident.firstFailedAt()) + ": " + first(incident));
    row("Confirmed", Said.time(incident.openedAt()) + after(times.detect()));
    row(
        "Acknowledged",
        incident
            .acknowledged()
            .map(
                ack ->
                    Said.time(ack.at()) + " by " + escaped(ack.by()) + after(times.acknowledge()))
            .orElse("by nobody"));
    row(
        "Resolved",
        incident
            .resolvedAt()
            .map(at -> Said.time(at) + after(times.resolve()) + ": " + said(incident.resolution()))
            .orElse("not yet"));
    Said.seenBy(incident).ifPresent(seen -> row("Seen by", escaped(seen)));
    incident
        .fold()
        .ifPresent(fold -> row("Told with", fold.into() + ", " + escaped(fold.because())));
    line("");
  }

  private static String first(Incident incident) {
    return said(incident.firstFailure().summary());
  }

  private void timeline(IncidentFile file) {
    line("## Timeline");
    line("");
    line("| when | what | by | |");
    line("|---|---|---|---|");
    for (Timeline.Entry entry : file.timeline()) {
      String kind = entry.isLost() ? "**UNDELIVERED**" : entry.kind();
      line(
          "| "
              + String.join(
                  " | ",
                  Said.time(entry.at()),
                  kind,
                  entry.by().map(Postmortem::escaped).orElse(""),
                  escaped(entry.words()))
              + " |");
    }
    line("");
  }

  private void members(IncidentFile file) {
    if (file.members().isEmpty()) {
      return;
    }
    line("## Told with it");
    line("");
    for (Incident member : file.members()) {
      line(
          "- ["
              + member.severity().word()
              + "] "
              + escaped(member.title())
              + " ("
              + escaped(member.item().toString())
              + "), "
              + (member.isOpen() ? "open" : "over"));
    }
    line("");
  }

  private void evidence(String title, Optional<Result> result) {
    line("## " + title);
    line("");
    if (result.isEmpty()) {
      line("Not kept.");
      line("");
      return;
    }
    Result seen = result.get();
    line(Said.time(seen.dueAt()) + ", " + said(seen.outcome().summary()));
    line("");
    if (seen.outcome() instanceof Outcome.Failed(Outcome.Failure failure)) {
      failure
          .unmet()
          .forEach(u -> line("- " + escaped(u.expression()) + ": found " + escaped(u.found())));
      line("");
    }
    seen.evidence().facts().forEach((name, value) -> line("- " + escaped(name + ": " + value)));
    line("");
    seen.evidence().excerpt().ifPresent(this::quoted);
  }

  /** Between fences that are longer than any in it, which makes it code whatever it says. */
  private void quoted(String excerpt) {
    int longest =
        BACKTICKS.matcher(excerpt).results().mapToInt(r -> r.group().length()).max().orElse(0);
    String fence = "`".repeat(Math.max(3, longest + 1));
    line(fence);
    excerpt.lines().forEach(one -> line(one.replaceAll("\\p{Cc}", " ")));
    line(fence);
    line("");
  }

  private void row(String name, String value) {
    line("| " + name + " | " + value + " |");
  }

  private void line(String words) {
    text.append(words).append('\n');
  }

  private static String after(Duration took) {
    return " (after " + Spans.words(took) + ")";
  }

  private static String after(Optional<Duration> took) {
    return took.map(Postmortem::after).orElse("");
  }

  private static String said(String noted) {
    return escaped(Said.text(noted));
  }

  private static String escaped(String foreign) {
    return foreign
        .replaceAll("[\\p{Cc}\\u202A-\\u202E\\u2066-\\u2069]+", " ")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replaceAll("([\\\\`*_{}\\[\\]()#+!|>~:@])", "\\\\$1");
  }
}
