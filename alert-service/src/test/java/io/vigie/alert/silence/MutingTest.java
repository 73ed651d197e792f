package io.vigie.alert.silence;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.alert.Matcher;
import io.vigie.contract.command.Command;
import io.vigie.contract.command.Command.Mute;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MutingTest {

  private static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");

  private static Muting judge(String by, String reason, Instant until) {
    Mute order = new Mute(UUID.randomUUID(), Matcher.ALL, reason, until);
    return Muting.judge(
        new Command(UUID.randomUUID(), NOW, Optional.ofNullable(by), order), order, NOW);
  }

  @Test
  void aSilenceBeginsAtOnceAndSaysWhoWantsItAndWhy() {
    Instant until = NOW.plusSeconds(3600);
    assertThat(judge("anne", " deployment ", until))
        .isInstanceOfSatisfying(
            Muting.Begun.class,
            begun -> {
              assertThat(begun.silence().reason()).isEqualTo("deployment");
              assertThat(begun.silence().by()).isEqualTo("anne");
              assertThat(begun.silence().from()).isEqualTo(NOW);
              assertThat(begun.silence().until()).isEqualTo(until);
              assertThat(begun.silence().isActive(NOW)).isTrue();
            });
  }

  @ParameterizedTest
  @CsvSource({
    ",     deployment, 3600,   silence: must say who wants it",
    "' ',  deployment, 3600,   silence: must say who wants it",
    "anne, '  ',       3600,   silence: must have a reason",
    "anne, deployment, 0,      silence: must end later than now",
    "anne, deployment, -60,    silence: must end later than now",
    "anne, deployment, 604861, silence: must end within 7 days"
  })
  void oneWithoutAuthorReasonOrAnEndWithinAWeekIsRefused(
      String by, String reason, long seconds, String why) {
    assertThat(judge(by, reason, NOW.plusSeconds(seconds)))
        .isInstanceOfSatisfying(
            Muting.Refused.class, refused -> assertThat(refused.why()).startsWith(why));
  }

  @Test
  void aWeekIsAllowedAndAVeryLongReasonIsNot() {
    assertThat(judge("anne", "x", NOW.plusSeconds(604_800))).isInstanceOf(Muting.Begun.class);
    assertThat(judge("anne", "x".repeat(501), NOW.plusSeconds(60)))
        .isInstanceOf(Muting.Refused.class);
  }
}
