package io.vigie.alert.notify.story;

import io.vigie.alert.incident.Posting.Telling;
import io.vigie.contract.alert.Acknowledgement;
import io.vigie.contract.alert.Remark;
import io.vigie.contract.check.Meaning;
import io.vigie.contract.check.Polarity;
import io.vigie.contract.check.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How bad it is, what to do first, and the labelled details of what is told of one incident. */
final class Details {

  private final Matter matter;

  Details(Matter matter) {
    this.matter = matter;
  }

  Optional<Story.Fact> impact() {
    return fact(Word.IMPACT, why().orElseGet(this::usualImpact)).filter(_ -> isToBeDone());
  }

  private Optional<String> why() {
    return matter.meaning().why().map(why -> matter.isOwn() ? matter.said(why) : why);
  }

  private boolean isToBeDone() {
    return !matter.isOver() && !matter.isTest();
  }

  private String usualImpact() {
    if (matter.isOwn()) {
      return matter.say(Word.OWN_TROUBLE);
    }
    return matter.say(
        switch (matter.meaning().severity()) {
          case P0 -> Word.IMPACT_P0;
          case P1 -> Word.IMPACT_P1;
          case P2 -> Word.IMPACT_P2;
        });
  }

  Optional<Story.Fact> firstStep() {
    return fact(Word.FIRST_STEP, matter.meaning().fix().orElseGet(this::usualStep))
        .filter(_ -> isToBeDone());
  }

  private String usualStep() {
    if (matter.isOwn()) {
      return matter.say(Word.OWN_FIRST_STEP);
    }
    return matter.say(
        matter.meaning().runbook().isPresent() ? Word.SEE_RUNBOOK : Word.SEE_EVIDENCE);
  }

  List<Story.Fact> facts() {
    List<Story.Fact> facts = new ArrayList<>();
    if (!matter.isTest()) {
      times(facts);
      seen().ifPresent(facts::add);
      gate().ifPresent(facts::add);
      attended(facts);
    }
    return facts;
  }

  /** What the item is filed under. */
  List<Story.Fact> labels() {
    Meaning meaning = matter.meaning();
    List<Story.Fact> labels = new ArrayList<>();
    if (!matter.isOwn()) {
      fact(Word.CATEGORY, meaning.category()).ifPresent(labels::add);
    }
    meaning
        .owner()
        .map(Meaning.Owner::team)
        .flatMap(team -> fact(Word.OWNER, team))
        .ifPresent(labels::add);
    meaning.runbook().flatMap(text -> fact(Word.RUNBOOK, text)).ifPresent(labels::add);
    return labels;
  }

  private void times(List<Story.Fact> facts) {
    String since = matter.times().time(matter.incident().firstFailedAt());
    fact(Word.SINCE, since).ifPresent(facts::add);
    if (matter.isOver()) {
      matter
          .incident()
          .resolvedAt()
          .map(matter.times()::time)
          .flatMap(at -> fact(Word.UNTIL, at))
          .ifPresent(facts::add);
      fact(Word.LASTED, matter.lasted()).ifPresent(facts::add);
      before().ifPresent(facts::add);
    } else {
      Optional<String> passed = matter.incident().lastPassedAt().map(matter.times()::time);
      fact(Word.LAST_PASSED, passed.orElseGet(() -> matter.say(Word.NEVER))).ifPresent(facts::add);
    }
    if (matter.telling() == Telling.OPENED_AND_RESOLVED) {
      fact(Word.HOW_IT_ENDED, matter.resolution()).ifPresent(facts::add);
      fact(Word.TOLD_LATE, matter.say(Word.TOLD_LATE_BECAUSE)).ifPresent(facts::add);
    }
  }

  /** What was wrong, of a message that says what it is now. */
  private Optional<Story.Fact> before() {
    return fact(Word.BEFORE, matter.failure())
        .filter(_ -> matter.telling() != Telling.OPENED_AND_RESOLVED);
  }

  /** Why it is believed; of what is over, how much there was of it. */
  private Optional<Story.Fact> seen() {
    return matter
        .seen()
        .flatMap(
            seen ->
                matter.isOver()
                    ? fact(Word.FAILED_RUNS, matter.failedRuns(seen))
                    : fact(Word.SEEN_BY, matter.seenBy(seen)));
  }

  /** What the verdict is at best as long as this item fails. */
  private Optional<Story.Fact> gate() {
    Severity severity = matter.meaning().severity();
    if (matter.isOver() || matter.isOwn() || severity == Severity.P2) {
      return Optional.empty();
    }
    boolean stops = severity == Severity.P0 && matter.meaning().binding() != Polarity.RECOMMENDED;
    return fact(
        Word.GATE, matter.say(stops ? Word.NO_GO : Word.RESERVATIONS, matter.item().system()));
  }

  private void attended(List<Story.Fact> facts) {
    matter
        .incident()
        .acknowledged()
        .map(this::who)
        .flatMap(who -> fact(Word.ACKNOWLEDGED_FACT, who))
        .ifPresent(facts::add);
    matter
        .last(Remark.Kind.FLAPPING)
        .filter(_ -> matter.isFlapping())
        .map(remark -> matter.say(Word.STEADY) + ", " + matter.times().hour(remark.at()))
        .flatMap(since -> fact(Word.FLAPPING, since))
        .ifPresent(facts::add);
  }

  private String who(Acknowledgement acknowledged) {
    return acknowledged.by() + ", " + matter.times().time(acknowledged.at());
  }

  private Optional<Story.Fact> fact(Word label, String value) {
    return value.isBlank()
        ? Optional.empty()
        : Optional.of(new Story.Fact(matter.say(label), value));
  }
}
