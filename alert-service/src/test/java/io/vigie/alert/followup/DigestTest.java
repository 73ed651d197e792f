package io.vigie.alert.followup;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.alert.Samples;
import io.vigie.alert.followup.Digest.Message;
import io.vigie.alert.followup.Digest.Told;
import io.vigie.alert.incident.Posting.Listing;
import io.vigie.alert.route.Routes;
import io.vigie.alert.route.RuleReader;
import io.vigie.alert.silence.Silences;
import io.vigie.contract.alert.Incident;
import io.vigie.contract.alert.IncidentId;
import io.vigie.contract.check.Check;
import io.vigie.contract.result.Outcome;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DigestTest {

  private static final Instant EIGHT = Instant.parse("2026-11-20T08:00:00Z");
  private static final Instant YESTERDAY = Instant.parse("2026-11-19T08:00:00Z");

  private final Routes routes =
      new Routes(
          new RuleReader(ZoneOffset.UTC)
              .read(
                  Map.of(
                      "1",
                      Map.of("match.item", "CH-*", "digest", "08:00", "channels", "mail,ops"))),
          Map.of(),
          List.of("mail", "ops"),
          Optional.empty(),
          new Silences());

  private static Told told(String name, String opened, String resolved) {
    Check check = Samples.check(name);
    Incident incident =
        new Incident(
            IncidentId.of(check.item(), Instant.parse(opened)),
            1,
            check.item(),
            check.meaning().severity(),
            name,
            Instant.parse(opened),
            Instant.parse(opened),
            Optional.ofNullable(resolved).map(Instant::parse),
            Optional.empty(),
            new Outcome.Failed(Samples.failure("503")),
            "");
    return new Told(incident, check);
  }

  private Digest digest(Instant now) {
    return Digest.due(routes, now).getFirst();
  }

  @Test
  void itIsDueOnceADayAndNotSixHoursLate() {
    assertThat(Digest.due(routes, EIGHT.minusSeconds(1))).isEmpty();
    assertThat(digest(EIGHT)).matches(one -> one.at().equals(EIGHT));
    assertThat(digest(EIGHT.plusSeconds(3600))).isEqualTo(digest(EIGHT));
    assertThat(digest(EIGHT).before()).isEqualTo(YESTERDAY);
    assertThat(Digest.due(routes, EIGHT.plusSeconds(6 * 3600))).isEmpty();
  }

  @Test
  void itListsWhatIsOpenAndWhatEndedSinceItWasListed() {
    List<Message> messages =
        digest(EIGHT)
            .messages(
                routes,
                List.of(
                    told("CH-open", "2026-11-20T01:00:00Z", null),
                    told("CH-long", "2026-11-01T01:00:00Z", null),
                    told("CH-ended", "2026-11-18T01:00:00Z", "2026-11-19T20:00:00Z"),
                    told("CH-brief", "2026-11-19T20:00:00Z", "2026-11-19T21:00:00Z"),
                    told("CH-later", "2026-11-20T08:00:01Z", null),
                    told("XX-other", "2026-11-20T01:00:00Z", null)));
    assertThat(messages).extracting(Message::channel).containsExactly("mail", "ops");
    Listing listing = messages.getFirst().said().listing().orElseThrow();
    assertThat(listing.total()).isEqualTo(3);
    assertThat(listing.open()).isEqualTo(2);
    assertThat(listing.some())
        .extracting(Incident::title)
        .containsExactly("CH-long", "CH-open", "CH-ended");
  }

  @Test
  void nothingIsSaidWhereThereIsNothingToSay() {
    assertThat(digest(EIGHT).messages(routes, List.of())).isEmpty();
  }

  @Test
  void itsNameFollowsFromTheDayAndTheChannelSoThatTwoProcessesSendOne() {
    List<Told> open = List.of(told("CH-open", "2026-11-20T01:00:00Z", null));
    List<Message> one = digest(EIGHT).messages(routes, open);
    List<Message> other = digest(EIGHT.plusSeconds(5)).messages(routes, open);
    assertThat(one).extracting(Message::id).doesNotHaveDuplicates();
    assertThat(other).isEqualTo(one);
  }
}
