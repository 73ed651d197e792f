package io.vigie.alert.sight;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.alert.Samples;
import io.vigie.alert.sight.Sight.Counted;
import io.vigie.alert.sight.Sight.Judged;
import io.vigie.alert.sight.Sight.Location;
import io.vigie.alert.sight.Sight.Unseen;
import io.vigie.contract.check.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SightTest {

  private static final Instant NOW = Samples.START;
  private static final Instant SINCE = NOW.minusSeconds(60);

  @ParameterizedTest(name = "{0} of {1} blind, known before {2}: dark {3}")
  @CsvSource({
    "0,10,false,false",
    "2,2,false,false",
    "2,3,false,false",
    "3,3,false,true",
    "3,6,false,true",
    "3,7,false,false",
    "49,100,false,false",
    "50,100,false,true",
    "100,100,false,true",
    "50,100,true,true",
    "25,100,true,true",
    "24,100,true,false",
    "1,4,true,true",
    "1,5,true,false",
    "0,0,true,false"
  })
  void aLocationIsDarkOrLight(int blind, int watched, boolean open, boolean dark) {
    Set<String> before = open ? Set.of("sight-outside") : Set.of();
    Judged judged = judge(List.of(location("outside", watched, blind)), List.of(), before);
    assertThat(judged.wrong()).hasSize(dark ? 1 : 0);
    assertThat(judged.over()).isEqualTo(open && !dark ? Set.of("sight-outside") : Set.of());
  }

  @Test
  void theTextSaysWhatIsKnownAndAccusesNobody() {
    Location outside =
        new Location(
            "outside", 14, 12, 9, SINCE, Map.of("the resolver did not answer", 2, "no secret", 1));
    Trouble trouble = judge(List.of(outside), List.of(), Set.of()).wrong().getFirst();
    assertThat(trouble.item()).hasToString("vigie/self/sight-outside");
    assertThat(trouble.severity()).isEqualTo(Severity.P0);
    assertThat(trouble.summary())
        .isEqualTo(
            "12 of 14 items that are seen from outside are not seen since 2026-11-20T07:59:00Z: 9"
                + " without a result, 3 at which nobody could look: the resolver did not answer"
                + " (2); no secret (1). This says nothing of the targets.");
  }

  @Test
  void oneLocationDoesNotDarkenAnother() {
    Judged judged =
        judge(
            List.of(location("inside", 10, 10), location("outside", 100, 10)), List.of(), Set.of());
    assertThat(judged.wrong()).extracting(Trouble::name).containsExactly("sight-inside");
  }

  @Test
  void whatStaysUnseenAloneIsOneTroubleTogether() {
    Judged judged =
        judge(List.of(), List.of(unseen("a", "outside"), unseen("b", "inside")), Set.of());
    assertThat(judged.wrong()).extracting(Trouble::name).containsExactly("blind-items");
    assertThat(judged.wrong().getFirst().severity()).isEqualTo(Severity.P1);
    assertThat(judged.wrong().getFirst().summary())
        .startsWith("2 items are not seen: a since 2026-11-20T07:59:00Z (no result)");
    assertThat(judge(List.of(), List.of(), Set.of("blind-items")).over())
        .containsExactly("blind-items");
  }

  @Test
  void whatCannotBeSeenFromADarkLocationIsNoTroubleOfItsOwn() {
    Judged judged =
        judge(
            List.of(location("inside", 3, 3)),
            List.of(unseen("a", "inside"), unseen("b", "inside", "outside")),
            Set.of());
    assertThat(judged.wrong())
        .extracting(Trouble::name)
        .containsExactly("sight-inside", "blind-items");
    assertThat(judged.wrong().getLast().summary()).startsWith("1 item is not seen: b ");
  }

  @Test
  void manyUnseenItemsAreCounted() {
    List<Unseen> many =
        Stream.iterate(0, i -> i + 1).limit(200).map(i -> unseen("i" + i, "outside")).toList();
    assertThat(judge(List.of(), many, Set.of()).wrong().getFirst().summary())
        .startsWith("200 items")
        .contains("; and 190 more");
  }

  @ParameterizedTest(name = "away for {0} s: told {1}")
  @CsvSource({"0,false", "14,false", "15,true", "600,true"})
  void aBrokerThatIsAwayIsTheOnlyTrouble(int seconds, boolean told) {
    Counted counted =
        new Counted(
            List.of(location("outside", 10, 10)),
            List.of(unseen("a", "outside")),
            Set.of("sight-inside", "blind-items"),
            Optional.of(NOW.minusSeconds(seconds)));
    Judged judged = Sight.judge(counted, NOW);
    assertThat(judged.wrong())
        .extracting(Trouble::name)
        .isEqualTo(told ? List.of("broker") : List.of());
    assertThat(judged.over()).as("nothing is known to be over").isEmpty();
  }

  @Test
  void aBrokerThatIsBackIsNoTrouble() {
    assertThat(judge(List.of(), List.of(), Set.of("broker")).over()).containsExactly("broker");
  }

  @Test
  void aLocationOfAnyNameHasAnItem() {
    String odd = "Büro 3/" + "x".repeat(200);
    Trouble trouble = judge(List.of(location(odd, 3, 3)), List.of(), Set.of()).wrong().getFirst();
    assertThat(trouble.item().item()).startsWith("sight-B-ro-3-xxx").hasSize(86);
  }

  private static Judged judge(List<Location> locations, List<Unseen> unseen, Set<String> open) {
    return Sight.judge(new Counted(locations, unseen, open, Optional.empty()), NOW);
  }

  private static Location location(String name, int watched, int blind) {
    return new Location(name, watched, blind, blind, SINCE, Map.of());
  }

  private static Unseen unseen(String item, String... locations) {
    return new Unseen(item, List.of(locations), "no result", SINCE);
  }
}
