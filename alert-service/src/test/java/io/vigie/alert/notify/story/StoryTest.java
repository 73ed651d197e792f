package io.vigie.alert.notify.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.alert.Samples;
import io.vigie.alert.incident.Posting;
import io.vigie.alert.incident.Posting.Telling;
import io.vigie.contract.alert.Incident;
import io.vigie.contract.alert.IncidentId;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.Severity;
import io.vigie.contract.check.Thresholds;
import io.vigie.contract.result.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StoryTest {

  @Test
  void anOpeningSaysWhatBrokeHowBadAndWhatFirst() {
    Story story = Tales.story(Telling.OPENED);
    assertThat(story.headline())
        .isEqualTo("[P0] chrona · Sign-in answers: status was 503 (production)");
    assertThat(story.spoken()).isEqualTo("[P0] chrona production: Sign-in answers: status was 503");
    assertThat(story.banner()).isEqualTo("■ P0 FAIL · chrona · production");
    assertThat(story.subject()).startsWith("[P0] chrona production: Sign-in answers (#");
    assertThat(story.summary()).isEqualTo("status was 503");
    assertThat(story.impact()).contains(new Story.Fact("Impact", "Nobody can sign in."));
    assertThat(story.firstStep()).contains(new Story.Fact("First step", "Restart the gateway."));
    assertThat(story.unmet())
        .extracting(Story.Unmet::line)
        .containsExactly("expected status == 200, got 503");
    assertThat(story.facts())
        .containsExactly(
            new Story.Fact("Since", "2026-11-20 08:00:00 UTC (09:00 Paris)"),
            new Story.Fact("Last pass", "2026-11-20 07:59:50 UTC (08:59 Paris)"),
            new Story.Fact("Seen by", "2 runners, 3 attempts"),
            new Story.Fact("Gate", "NO-GO for chrona while this lasts"));
    assertThat(story.labels())
        .extracting(Story.Fact::label)
        .containsExactly("Category", "Owner", "Runbook");
  }

  @Test
  void aResolutionSaysHowLongItLastedAndWhatWasBefore() {
    Story story = Tales.story(Telling.RESOLVED);
    assertThat(story.headline())
        .isEqualTo("[P0] chrona · RESOLVED after 38 min: Sign-in answers (production)");
    assertThat(story.banner()).isEqualTo("● RESOLVED after 38 min · chrona · 200 in 12 ms");
    assertThat(story.summary()).isEqualTo("200 in 12 ms");
    assertThat(story.unmet()).isEmpty();
    assertThat(story.impact()).isEmpty();
    assertThat(story.facts()).contains(new Story.Fact("Lasted", "38 min"));
    assertThat(story.news())
        .containsExactly(
            "RESOLVED after 38 min",
            "Before: status was 503",
            "After: 200 in 12 ms",
            "Failed runs: 228, seen by 2 runners, 229 attempts");
    assertThat(story.history())
        .extracting(Story.Event::line)
        .containsExactly(
            "08:00 UTC first failed: status was 503",
            "08:00 UTC confirmed",
            "08:01 UTC joined by chrona/production/CH-002 (depends on CH-001); and 22 more",
            "08:03 UTC acknowledged by ann",
            "08:05 UTC ann says: the pool is full, I restart it",
            "08:38 UTC RESOLVED after 38 min");
  }

  @Test
  void whatNobodyLooksAtWasSeenByNobody() {
    Check check = Samples.nightly("CH-001");
    Incident silent = failing(Tales.incident(Telling.OPENED, check, "x"), List.of(), "x");
    assertThat(tell(silent, check, Telling.OPENED).facts())
        .extracting(Story.Fact::label)
        .containsExactly("Since", "Last pass", "Gate");
  }

  @Test
  void bothInOneSaysThatItComesLate() {
    Story story = Tales.story(Telling.OPENED_AND_RESOLVED);
    assertThat(story.banner())
        .isEqualTo("● OPENED AND RESOLVED within 38 min · chrona · 200 in 12 ms");
    assertThat(story.summary()).isEqualTo("status was 503");
    assertThat(story.facts())
        .contains(
            new Story.Fact("How it ended", "200 in 12 ms"),
            new Story.Fact("Told late", "it could not be told here while it lasted"));
    assertThat(story.isOver()).isTrue();
  }

  @Test
  void speaksTheLanguageOfTheChecklistUnlessTheChannelHasOne() {
    Check french = check("La connexion répond", "fr-CH");
    Story story = Tales.story(Telling.OPENED, french, "statut 503");
    assertThat(story.banner()).isEqualTo("■ P0 ÉCHEC · chrona · production");
    assertThat(story.unmet().getFirst().line()).isEqualTo("attendu status == 200, obtenu 503");
    assertThat(Tales.story(Telling.RESOLVED, french, "x").banner()).contains("RÉSOLU après 38 min");
    assertThat(Tales.story(Telling.OPENED, check("x", "eo"), "x").banner()).contains("FAIL");
    Posting posting = Tales.posting(Telling.OPENED, french, "x", List.of());
    Voice english = Tales.VOICE.with(Optional.of(Language.ENGLISH), Optional.empty());
    assertThat(Story.of(posting, english).banner()).contains("FAIL");
  }

  @Test
  void aLongListOfExpectationsIsCounted() {
    Incident tale = Tales.incident(Telling.OPENED, Samples.check("CH-001"), "x");
    List<Outcome.Unmet> many = Collections.nCopies(11, new Outcome.Unmet("a", "b"));
    Story story = tell(failing(tale, many, "x"), Samples.check("CH-001"), Telling.OPENED);
    assertThat(story.unmet()).hasSize(8);
    assertThat(story.unmetMore()).contains("and 3 more");
  }

  @Test
  void membersAreNamedAndTheRestIsCountedWithALink() {
    Story.Listing listing = Tales.story(Telling.UPDATED).listing().orElseThrow();
    assertThat(listing.title()).isEqualTo("Failing with it: 23, of which 21 are not over");
    assertThat(listing.entries()).hasSize(12);
    assertThat(listing.entries().getFirst())
        .isEqualTo(
            new Story.Entry(
                "chrona/production/CH-002",
                Optional.of("https://vigie.example.com/items/chrona/production/CH-002")));
    assertThat(listing.more().orElseThrow().text()).isEqualTo("and 11 more");
    assertThat(listing.more().orElseThrow().link().orElseThrow()).contains("/incidents/");
  }

  @ParameterizedTest
  @EnumSource(Telling.class)
  void noHeadlineIsTooLongForALockScreenAndEachNamesWhatItIsAbout(Telling telling) {
    String flood = "a very long title of an item ".repeat(20);
    for (String language : List.of("en", "fr")) {
      Story story = Tales.story(telling, check(flood, language), "status was 503");
      assertThat(story.headline().length()).isLessThanOrEqualTo(80);
      assertThat(story.headline()).containsAnyOf("chrona", "Vigie");
    }
    assertThat(Tales.story(Telling.OPENED, check(flood, "en"), "status was 503").headline())
        .as("of a long title its end goes first, and never the symptom")
        .endsWith(": status was 503 (production)");
  }

  @ParameterizedTest
  @EnumSource(Telling.class)
  void whatIsOverIsNeverToldAsIfItWereNot(Telling telling) {
    Incident over = Tales.incident(Telling.RESOLVED, Samples.check("CH-001"), "x");
    Story story = tell(over, Samples.check("CH-001"), telling);
    switch (telling) {
      case UPDATED, ACKNOWLEDGED, COMMENTED, ESCALATED, REMINDED, RESOLVED ->
          assertThat(story.banner()).startsWith("● RESOLVED after 38 min");
      case OPENED_AND_RESOLVED -> assertThat(story.banner()).startsWith("● OPENED AND RESOLVED");
      case OPENED, REOPENED, TEST, DIGEST, SUMMARY -> assertThat(story.isOver()).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource(Telling.class)
  void troubleOfVigiesOwnAccusesNobody(Telling telling) {
    ItemId self = new ItemId("vigie", "self", "runners-outside");
    Check check =
        Samples.check(
            self, Thresholds.DEFAULT, "default", "r1", ownMeaning("Vigie is blind: no runner"));
    for (String language : List.of("en", "fr")) {
      Voice voice = Tales.VOICE.with(Language.named(language), Optional.empty());
      Posting tale = Tales.posting(telling, check, "nobody answers at outside", List.of());
      if (tale.listing().isPresent()) {
        return;
      }
      Story story = Story.of(tale, voice);
      String said = PlainText.whole(story, 1_000);
      assertThat(said).doesNotContain("FAIL ·", "ÉCHEC ·", "NO-GO");
      if (!story.isOver() && telling != Telling.TEST) {
        assertThat(said).contains("VIGIE", "Vigie is blind: no runner");
        assertThat(story.impact().orElseThrow().value())
            .isEqualTo(Word.OWN_TROUBLE.in(story.language()));
      }
    }
  }

  private static io.vigie.contract.check.Meaning ownMeaning(String title) {
    return new io.vigie.contract.check.Meaning(
        "Vigie",
        title,
        "vigie",
        Severity.P0,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        "en",
        List.of());
  }

  @ParameterizedTest
  @EnumSource(Word.class)
  void everyWordHasTheSameValuesInBothLanguages(Word word) {
    Object[] values = new Object[] {7, 7, 7};
    String english = word.in(Language.ENGLISH);
    String french = word.in(Language.FRENCH);
    assertThat(french.replaceAll("[^%]", "")).isEqualTo(english.replaceAll("[^%]", ""));
    assertThat(word.in(Language.FRENCH, values)).doesNotContain("%");
  }

  @Test
  void timesAreInUtcAndWherePeopleLive() {
    Instant late = Instant.parse("2026-07-01T22:30:00Z");
    assertThat(times("Europe/Paris", Language.ENGLISH).time(late))
        .isEqualTo("2026-07-01 22:30:00 UTC (2026-07-02 00:30 Paris)");
    assertThat(times("America/Argentina/Buenos_Aires", Language.ENGLISH).time(late))
        .endsWith("UTC (19:30 Buenos Aires)");
    assertThat(times("Etc/GMT-2", Language.ENGLISH).time(late)).endsWith("00:30 Etc/GMT-2)");
    assertThat(new Times(ZoneOffset.UTC, Language.ENGLISH).time(late))
        .isEqualTo("2026-07-01 22:30:00 UTC");
  }

  @Test
  void spansAreReadable() {
    Times times = times("UTC", Language.ENGLISH);
    assertThat(times.span(Duration.ofSeconds(12))).isEqualTo("12 s");
    assertThat(times.span(Duration.ofMinutes(38))).isEqualTo("38 min");
    assertThat(times.span(Duration.ofMinutes(125))).isEqualTo("2 h 5 min");
    assertThat(times.span(Duration.ofHours(52))).isEqualTo("2 d 4 h");
    assertThat(times("UTC", Language.FRENCH).span(Duration.ofHours(52))).isEqualTo("2 j 4 h");
    assertThat(times.span(Duration.ofDays(2))).isEqualTo("2 d");
    assertThat(times.span(Duration.ofHours(1))).isEqualTo("1 h");
    assertThat(times.span(Duration.ofSeconds(-5))).isEqualTo("0 s");
  }

  private static Times times(String zone, Language language) {
    return new Times(ZoneId.of(zone), language);
  }

  private static Check check(String title, String language) {
    return Samples.check(
        Samples.item("CH-001"), Thresholds.DEFAULT, "ops", "r1", Samples.meaning(title, language));
  }

  private static Incident failing(Incident like, List<Outcome.Unmet> unmet, String summary) {
    return new Incident(
        IncidentId.of(like.item(), Samples.START),
        1,
        like.item(),
        like.severity(),
        like.title(),
        like.firstFailedAt(),
        like.openedAt(),
        like.resolvedAt(),
        like.lastPassedAt(),
        new Outcome.Failed(new Outcome.Failure("expectation", "evaluate", summary, unmet)),
        "");
  }

  private static Story tell(Incident incident, Check check, Telling telling) {
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
            Samples.START),
        Tales.VOICE);
  }
}
