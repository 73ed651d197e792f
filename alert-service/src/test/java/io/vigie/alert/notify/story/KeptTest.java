package io.vigie.alert.notify.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.alert.incident.CauseKey;
import io.vigie.alert.wording.Sentence;
import io.vigie.contract.result.Outcome;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeptTest {

  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  private final Kept english = in(Language.ENGLISH);
  private final Kept french = in(Language.FRENCH);

  private static Kept in(Language language) {
    return new Kept(language, new Times(PARIS, language));
  }

  @Test
  void aTimeIsToldInUtcAndWherePeopleLive() {
    String kept = Sentence.UNTIL.of("2026-12-31T00:00:00Z", "the supplier repairs it");
    assertThat(english.told(kept))
        .isEqualTo("until 2026-12-31 00:00:00 UTC (01:00 Paris): the supplier repairs it");
    assertThat(french.told(kept))
        .isEqualTo("jusqu'au 2026-12-31 00:00:00 UTC (01:00 Paris)\u00A0: the supplier repairs it");
  }

  @Test
  void sentencesWithinSentencesAreToldToo() {
    String kept =
        Sentence.TOLD_WITH.of("shop/live/DB", Sentence.SAME_CONNECTION.of("db.example.com"));
    assertThat(french.told(kept))
        .isEqualTo("dit avec shop/live/DB\u00A0: la même difficulté à joindre db.example.com");
  }

  @Test
  void eachOfAListIsTold() {
    String kept =
        Sentence.LISTED.of("shop/live/A", Sentence.DEPENDS_ON.of("DB"))
            + "; "
            + Sentence.LISTED.of("shop/live/B", Sentence.DEPENDS_ON.of("DB"))
            + "; "
            + Sentence.AND_MORE.of(3);
    assertThat(english.told(kept)).isEqualTo(kept);
    assertThat(french.told(kept))
        .isEqualTo(
            "shop/live/A (dépend de DB)\u00A0; shop/live/B (dépend de DB)\u00A0; et 3 de plus");
  }

  @Test
  void ourOwnTroubleIsToldInFrench() {
    String named = Sentence.NOT_SEEN_SINCE.of("shop/live/A", "2026-11-20T08:00:00Z", "no result");
    assertThat(french.told(Sentence.ONE_ITEM_NOT_SEEN.of(1, named)))
        .isEqualTo(
            "1 élément n'est pas vu\u00A0: shop/live/A depuis le 2026-11-20 08:00:00 UTC (09:00"
                + " Paris) (no result). Cela ne dit rien des cibles.");
  }

  /** As the state machine writes them, by parts. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2 of 3 locations: outside, inside: status was 503"
            + " | 2 lieux sur 3\u00A0: outside, inside\u00A0: status était 503",
        "status was 503 (confirmed by r-2 at inside)"
            + " | status était 503 (confirmé par r-2 depuis inside)",
        "status was 503 (nobody could confirm it: no answer within 30 s)"
            + " | status était 503 (personne n'a pu le confirmer\u00A0: pas de réponse en 30 s)",
        "status was 503, expected status == 200 | status était 503, attendu status == 200",
        "status was 503, expected status == 200 (and 2 more unmet)"
            + " | status était 503, attendu status == 200 (attentes déçues en plus\u00A0: 2)"
      })
  void whatIsAddedToAFailureIsTold(String kept, String told) {
    assertThat(french.told(kept)).isEqualTo(told);
  }

  @Test
  void everyCauseThatItemsMayHaveInCommonIsTold() {
    for (String code : List.of("tls-expired", "connection-refused", "dns-nxdomain", "other")) {
      Outcome.Failure failure =
          new Outcome.Failure(code, "connect", "broken", List.of(), Optional.of("h.example"));
      assertThat(CauseKey.of(failure).flatMap(key -> Sentence.in(CauseKey.words(key))))
          .as(code)
          .isPresent();
    }
  }

  @Test
  void whatOthersSayStaysAsItIs() {
    for (String text :
        List.of(
            "the disk is full", "a; b", "2026-11-20T08:00:00 Z", "Z", "at 2026-11-20T08:00:00Z")) {
      assertThat(french.told(text)).isEqualTo(text);
    }
  }
}
