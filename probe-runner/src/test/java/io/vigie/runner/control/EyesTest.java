package io.vigie.runner.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EyesTest {

  private static final Round GOOD = new Round(List.of(), 2, List.of("a: gone"), Optional.empty());
  private static final Round BAD =
      new Round(List.of(), 2, List.of("a: gone", "b: gone"), Optional.empty());

  @Test
  void oneControlTargetThatFailsIsItsOwnTrouble() {
    assertThat(GOOD.blindness()).isEmpty();
    assertThat(BAD.blindness()).contains("all control targets fail: a: gone; b: gone");
  }

  @Test
  void withoutControlTargetsOnlyOurOwnChecksCount() {
    assertThat(new Round(List.of(), 0, List.of(), Optional.empty()).blindness()).isEmpty();
    assertThat(new Round(List.of("no files"), 0, List.of(), Optional.empty()).blindness())
        .contains("no files");
    assertThat(new Round(List.of(), 0, List.of(), Optional.of("no names")).blindness())
        .contains("no names");
  }

  @Test
  void itTakesTwoRoundsEitherWay() {
    Eyes doubting = Eyes.OPEN.after(BAD);
    assertThat(doubting.blind()).isEmpty();
    assertThat(doubting.isInDoubt()).isTrue();
    assertThat(doubting.after(GOOD)).isEqualTo(Eyes.OPEN);

    Eyes blind = doubting.after(BAD);
    assertThat(blind.blind()).isPresent();
    assertThat(blind.after(GOOD).blind()).isPresent();
    assertThat(blind.after(GOOD).after(BAD).after(GOOD).blind()).isPresent();
    assertThat(blind.after(GOOD).after(GOOD).blind()).isEmpty();
  }
}
