package io.vigie.contract.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.Meaning;
import io.vigie.contract.check.ProbeOrder;
import io.vigie.contract.check.Schedule;
import io.vigie.contract.check.Severity;
import io.vigie.contract.check.Thresholds;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatcherTest {

  @Test
  void whatNamesNothingMeansEveryItem() {
    assertThat(Matcher.ALL.matches(check("CH-089"))).isTrue();
    assertThat(Matcher.ALL.isAll()).isTrue();
    assertThat(Matcher.ALL.words()).isEqualTo("every item");
  }

  @ParameterizedTest
  @CsvSource({
    "CH-089, true",
    "CH-08, false",
    "CH-*, true",
    "*, true",
    "*89, true",
    "C*0*9, true",
    "C*9*9, false",
    "CH-089*, true",
    "CH-0890*, false",
    "*CH-089*, true",
    "CH-08*089, false"
  })
  void aStarStandsForAnyCharacters(String pattern, boolean matches) {
    Matcher matcher = with(Optional.of(pattern), Optional.empty(), Optional.empty());

    assertThat(matcher.matches(check("CH-089"))).isEqualTo(matches);
  }

  @Test
  void allThatIsNamedMustFit() {
    assertThat(
            with(Optional.empty(), Optional.of("tls"), Optional.of(Severity.P1))
                .matches(check("a")))
        .isTrue();
    assertThat(
            with(Optional.empty(), Optional.of("tls"), Optional.of(Severity.P0))
                .matches(check("a")))
        .isFalse();
    assertThat(with(Optional.empty(), Optional.of("disk"), Optional.empty()).matches(check("a")))
        .isFalse();
  }

  @Test
  void saysWhatItMeans() {
    assertThat(with(Optional.of("CH-*"), Optional.of("tls"), Optional.of(Severity.P1)).words())
        .isEqualTo("item CH-*, tag tls, severity P1");
  }

  private static Matcher with(
      Optional<String> item, Optional<String> tag, Optional<Severity> severity) {
    return new Matcher(
        Optional.empty(),
        Optional.empty(),
        item,
        Optional.empty(),
        Optional.empty(),
        tag,
        severity);
  }

  private static Check check(String item) {
    return new Check(
        new ItemId("chrona", "production", item),
        "1",
        new Meaning(
            "Chrona",
            "HSTS",
            "security",
            Severity.P1,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            "en",
            List.of("tls", "edge")),
        new Schedule.Every(Duration.ofSeconds(60), Duration.ZERO),
        new Thresholds(1, 1, 1),
        new ProbeOrder(
            "http",
            JsonNodeFactory.instance.objectNode(),
            List.of(),
            "outside",
            Duration.ofSeconds(10),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()),
        "default");
  }
}
