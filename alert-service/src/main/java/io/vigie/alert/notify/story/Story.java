package io.vigie.alert.notify.story;

import io.vigie.alert.incident.Posting;
import io.vigie.alert.incident.Posting.Telling;
import io.vigie.contract.alert.Incident;
import io.vigie.contract.alert.IncidentId;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.Meaning;
import io.vigie.contract.check.Severity;
import io.vigie.contract.result.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A message, ready to be laid out. Every text in it may have come from a checklist or from a
 * hostile target: it is data, to be escaped by whoever lays it out.
 *
 * @param headline one line for push notifications
 * @param banner the state in a glyph and a word, and whose it is
 * @param subject one line that stays the same for an incident, for threads of mail
 * @param title what the item is about
 * @param summary what happened
 * @param unmet what was expected and what was found
 * @param facts labelled details, in order
 * @param footer the item and the incident by name
 * @param reason why one gets this message
 * @param about the same in fields, for those who sort and count
 */
public record Story(
    Telling telling,
    IncidentId incident,
    Severity severity,
    String headline,
    String banner,
    String subject,
    String title,
    String summary,
    List<String> unmet,
    List<Fact> facts,
    String footer,
    String reason,
    About about) {

  private static final int MOST_UNMET = 8;
  private static final int SHORT_ID = 8;
  private static final String FAIL_GLYPH = "■";
  private static final String RESOLVED_GLYPH = "●";

  public Story {
    unmet = List.copyOf(unmet);
    facts = List.copyOf(facts);
  }

  /** A labelled detail. */
  public record Fact(String label, String value) {}

  public boolean isResolved() {
    return telling != Telling.OPENED;
  }

  /** Tells what a posting is about. */
  public static Story of(Posting posting) {
    return new Teller(posting).story();
  }

  /** Puts the words together. */
  private record Teller(
      Telling telling, Incident incident, Check check, Meaning meaning, Words words) {

    Teller(Posting posting) {
      this(
          posting.telling(),
          posting.incident(),
          posting.check(),
          posting.check().meaning(),
          Words.of(posting.check().meaning().language()));
    }

    Story story() {
      return new Story(
          telling,
          incident.id(),
          incident.severity(),
          headline(),
          banner(),
          what() + " (#" + shortId() + ")",
          incident.title(),
          summary(),
          telling == Telling.RESOLVED ? List.of() : unmet(),
          facts(),
          incident.item() + " · " + words.incident() + " #" + shortId(),
          words.because() + " \"" + check.route() + "\"",
          About.of(incident, meaning));
    }

    private String shortId() {
      return incident.id().toString().substring(0, SHORT_ID);
    }

    /** Like {@code [P0] billing production: TLS certificate}. */
    private String what() {
      return "["
          + incident.severity()
          + "] "
          + incident.item().system()
          + " "
          + incident.item().environment()
          + ": "
          + incident.title();
    }

    private String headline() {
      return switch (telling) {
        case OPENED,
            UPDATED,
            ACKNOWLEDGED,
            COMMENTED,
            ESCALATED,
            REMINDED,
            REOPENED,
            TEST,
            DIGEST,
            SUMMARY ->
            FAIL_GLYPH + " " + words.fail() + " " + what() + ": " + summary();
        case RESOLVED, OPENED_AND_RESOLVED -> RESOLVED_GLYPH + " " + state() + " " + what();
      };
    }

    private String banner() {
      String whose = " · " + meaning.systemTitle() + " · " + incident.item().environment();
      return switch (telling) {
        case OPENED,
            UPDATED,
            ACKNOWLEDGED,
            COMMENTED,
            ESCALATED,
            REMINDED,
            REOPENED,
            TEST,
            DIGEST,
            SUMMARY ->
            FAIL_GLYPH + " " + incident.severity() + " " + words.fail() + whose;
        case RESOLVED, OPENED_AND_RESOLVED ->
            RESOLVED_GLYPH + " " + incident.severity() + " " + state() + whose;
      };
    }

    private String state() {
      return switch (telling) {
        case OPENED,
            UPDATED,
            ACKNOWLEDGED,
            COMMENTED,
            ESCALATED,
            REMINDED,
            REOPENED,
            TEST,
            DIGEST,
            SUMMARY ->
            words.fail();
        case RESOLVED -> words.resolved() + " " + words.after() + " " + lasted();
        case OPENED_AND_RESOLVED -> words.openedAndResolved();
      };
    }

    private String lasted() {
      Instant end = incident.resolvedAt().orElse(incident.openedAt());
      return Spans.span(Duration.between(incident.firstFailedAt(), end));
    }

    private String summary() {
      return telling == Telling.RESOLVED
          ? incident.resolution()
          : incident.firstFailure().summary();
    }

    private List<String> unmet() {
      List<Outcome.Unmet> all =
          incident.firstFailure() instanceof Outcome.Failed(Outcome.Failure failure)
              ? failure.unmet()
              : List.of();
      List<String> lines = new ArrayList<>();
      all.stream()
          .limit(MOST_UNMET)
          .map(
              one ->
                  words.expected()
                      + " "
                      + one.expression()
                      + ", "
                      + words.found()
                      + " "
                      + one.found())
          .forEach(lines::add);
      if (all.size() > MOST_UNMET) {
        lines.add(words.andMore().formatted(all.size() - MOST_UNMET));
      }
      return lines;
    }

    private List<Fact> facts() {
      List<Fact> facts = new ArrayList<>();
      facts.add(new Fact(words.since(), Spans.time(incident.firstFailedAt())));
      if (telling == Telling.OPENED) {
        Optional<String> last = incident.lastPassedAt().map(Spans::time);
        facts.add(new Fact(words.lastPassed(), last.orElse(words.never())));
      } else {
        incident.resolvedAt().ifPresent(at -> facts.add(new Fact(words.until(), Spans.time(at))));
        facts.add(new Fact(words.lasted(), lasted()));
      }
      if (telling == Telling.OPENED_AND_RESOLVED) {
        facts.add(new Fact(words.how(), incident.resolution()));
      }
      facts.add(new Fact(words.category(), meaning.category()));
      meaning.owner().ifPresent(owner -> facts.add(new Fact(words.owner(), owner.team())));
      if (telling == Telling.OPENED) {
        meaning.why().ifPresent(why -> facts.add(new Fact(words.impact(), why)));
        meaning.fix().ifPresent(fix -> facts.add(new Fact(words.firstStep(), fix)));
      }
      meaning.runbook().ifPresent(runbook -> facts.add(new Fact(words.runbook(), runbook)));
      return facts;
    }
  }
}
