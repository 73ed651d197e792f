package io.vigie.alert.notify.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.alert.Samples;
import io.vigie.alert.incident.Posting;
import io.vigie.alert.incident.Posting.Telling;
import io.vigie.contract.alert.Incident;
import io.vigie.contract.alert.IncidentId;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.Severity;
import io.vigie.contract.check.Thresholds;
import io.vigie.contract.result.Outcome;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class StoryTest {

  @Test
  void anOpeningSaysWhatBrokeHowBadAndWhatFirst() {
    Story story = tell(Telling.OPENED, "en", Samples.failure("status was 503"));
    assertThat(story.headline())
        .isEqualTo("■ FAIL [P0] chrona production: Sign-in answers: status was 503");
    assertThat(story.banner()).isEqualTo("■ P0 FAIL · Chrona · production");
    assertThat(story.subject()).startsWith("[P0] chrona production: Sign-in answers (#");
    assertThat(story.unmet()).containsExactly("expected status == 200, found 503");
    assertThat(story.facts())
        .extracting(Story.Fact::label)
        .containsExactly(
            "Since", "Last good", "Category", "Owner", "Why it matters", "First step", "Runbook");
  }

  @Test
  void aResolutionSaysHowLongItLasted() {
    Story story = tell(Telling.RESOLVED, "en", Samples.failure("status was 503"));
    assertThat(story.headline())
        .isEqualTo("● RESOLVED after 2 h 5 min [P0] chrona production: Sign-in answers");
    assertThat(story.summary()).isEqualTo("200 in 12 ms");
    assertThat(story.unmet()).isEmpty();
    assertThat(story.facts()).contains(new Story.Fact("Lasted", "2 h 5 min"));
  }

  @Test
  void bothInOneSaysWhyItComesLate() {
    Story story = tell(Telling.OPENED_AND_RESOLVED, "en", Samples.failure("status was 503"));
    assertThat(story.banner()).contains("OPENED AND RESOLVED, the channel was away meanwhile");
    assertThat(story.summary()).isEqualTo("status was 503");
    assertThat(story.facts()).contains(new Story.Fact("How it ended", "200 in 12 ms"));
    assertThat(story.isResolved()).isTrue();
  }

  @Test
  void speaksTheLanguageOfTheChecklist() {
    Story story = tell(Telling.OPENED, "fr", Samples.failure("statut 503"));
    assertThat(story.banner()).isEqualTo("■ P0 ÉCHEC · Chrona · production");
    assertThat(story.unmet()).containsExactly("attendu status == 200, trouvé 503");
    assertThat(tell(Telling.RESOLVED, "fr-FR", Samples.failure("x")).banner())
        .contains("RÉSOLU après 2 h 5 min");
    assertThat(tell(Telling.OPENED, "eo", Samples.failure("x")).banner()).contains("FAIL");
  }

  @Test
  void aLongListOfExpectationsIsCounted() {
    List<Outcome.Unmet> many = Collections.nCopies(11, new Outcome.Unmet("a", "b"));
    Story story =
        tell(Telling.OPENED, "en", new Outcome.Failure("expectation", "evaluate", "x", many));
    assertThat(story.unmet()).hasSize(9).last().isEqualTo("and 3 more");
  }

  @Test
  void spansAreReadable() {
    assertThat(Spans.span(Duration.ofSeconds(12))).isEqualTo("12 s");
    assertThat(Spans.span(Duration.ofMinutes(38))).isEqualTo("38 min");
    assertThat(Spans.span(Duration.ofMinutes(125))).isEqualTo("2 h 5 min");
    assertThat(Spans.span(Duration.ofHours(52))).isEqualTo("2 d 4 h");
    assertThat(Spans.span(Duration.ofSeconds(-5))).isEqualTo("0 s");
  }

  private static Story tell(Telling telling, String language, Outcome.Failure failure) {
    Check check =
        Samples.check(
            Samples.item("CH-001"),
            Thresholds.DEFAULT,
            "ops",
            "r1",
            Samples.meaning("Sign-in answers", language));
    Incident incident =
        new Incident(
            IncidentId.of(check.item(), Samples.START),
            1,
            check.item(),
            Severity.P0,
            check.meaning().title(),
            Samples.START,
            Samples.START.plusSeconds(20),
            Optional.of(Samples.START.plus(Duration.ofMinutes(125))),
            Optional.empty(),
            new Outcome.Failed(failure),
            "200 in 12 ms");
    return Story.of(
        new Posting(
            List.of(UUID.randomUUID()),
            "ops",
            telling,
            incident,
            check,
            1,
            Optional.empty(),
            false,
            Samples.START));
  }
}
