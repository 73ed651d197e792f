package io.vigie.alert.notify.story;

import io.vigie.alert.incident.Posting.Telling;
import io.vigie.contract.alert.Incident;
import io.vigie.contract.alert.Remark;
import io.vigie.contract.alert.Sightings;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.Meaning;
import io.vigie.contract.result.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a message is about, and how it is to be spoken of.
 *
 * @param ordinal how often this was told before
 * @param at when it happened
 */
record Matter(
    Telling telling,
    Incident incident,
    Check check,
    int ordinal,
    Instant at,
    Language language,
    Times times,
    Site site) {

  private static final int SHORT_ID = 8;
  private static final String SELF_SYSTEM = "vigie";
  private static final String SELF_ENVIRONMENT = "self";

  ItemId item() {
    return incident.item();
  }

  Meaning meaning() {
    return check.meaning();
  }

  /** True for trouble of Vigie's own. */
  boolean isOwn() {
    return isOwn(item());
  }

  static boolean isOwn(ItemId item) {
    return item.system().equals(SELF_SYSTEM) && item.environment().equals(SELF_ENVIRONMENT);
  }

  /** What is over is never told as if it were not. */
  boolean isOver() {
    return switch (telling) {
      case RESOLVED, OPENED_AND_RESOLVED -> true;
      case UPDATED, ACKNOWLEDGED, COMMENTED, ESCALATED, REMINDED ->
          !incident.isOpen() && !othersFail();
      case OPENED, REOPENED, TEST, DIGEST, SUMMARY -> false;
    };
  }

  /** True where its own item has recovered, and items that are told with it still fail. */
  boolean isLeftToOthers() {
    return !incident.isOpen() && !isOver();
  }

  private boolean othersFail() {
    return incident.members().filter(members -> members.open() > 0).isPresent();
  }

  boolean isTest() {
    return telling == Telling.TEST;
  }

  boolean isAcknowledged() {
    return incident.acknowledged().isPresent() && !isOver();
  }

  /** True while it goes to and fro. */
  boolean isFlapping() {
    return !isOver() && last(Remark.Kind.FLAPPING).isPresent();
  }

  /** The youngest remark of a kind. */
  Optional<Remark> last(Remark.Kind kind) {
    return incident.history().stream().filter(remark -> remark.kind() == kind).reduce((_, b) -> b);
  }

  /** What the item is called; of our own we know how to say it in every language. */
  String title() {
    return isOwn() ? said(incident.title()) : incident.title();
  }

  /** What broke. */
  String failure() {
    return said(unexplained(incident.firstFailure().summary()));
  }

  /** What was expected is told beside what was found. */
  private String unexplained(String summary) {
    return unmet().stream()
        .findFirst()
        .map(unmet -> summary.replace(", expected " + unmet.expression(), ""))
        .orElse(summary);
  }

  /** How it ended. */
  String resolution() {
    return said(incident.resolution());
  }

  /** What Vigie itself may have noted, as it is said to those who are told. */
  String said(String kept) {
    return new Kept(language, times).told(kept);
  }

  /** How often it was seen to fail, where somebody looks at it. */
  Optional<Sightings> seen() {
    return incident.seen();
  }

  /** Like {@code 2 runners, 3 attempts}. */
  String seenBy(Sightings seen) {
    return count(seen.runners().size(), Word.RUNNER, Word.RUNNERS)
        + ", "
        + count(seen.attempts(), Word.ATTEMPT, Word.ATTEMPTS);
  }

  /** Like {@code 12, seen by 2 runners, 14 attempts}. */
  String failedRuns(Sightings seen) {
    return seen.runs() + ", " + say(Word.SEEN_BY_THEM, seenBy(seen));
  }

  private String count(int count, Word one, Word many) {
    return say(count == 1 ? one : many, count);
  }

  String lasted() {
    return times.span(
        incident.firstFailedAt(), incident.resolvedAt().filter(_ -> isOver()).orElse(at));
  }

  List<Outcome.Unmet> unmet() {
    return incident.firstFailure() instanceof Outcome.Failed(Outcome.Failure failure)
        ? failure.unmet()
        : List.of();
  }

  String shortId() {
    return incident.id().toString().substring(0, SHORT_ID);
  }

  Tone tone() {
    if (isTest()) {
      return Tone.QUIET;
    }
    if (isOver()) {
      return Tone.OVER;
    }
    if (isOwn()) {
      return Tone.OWN_TROUBLE;
    }
    return isAcknowledged() ? Tone.ATTENDED : Tone.FAILING;
  }

  String say(Word word) {
    return word.in(language);
  }

  String say(Word word, Object... values) {
    return word.in(language, values);
  }
}
