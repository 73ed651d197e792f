package io.vigie.alert.notify.story;

import io.vigie.alert.Samples;
import io.vigie.alert.incident.Posting;
import io.vigie.alert.incident.Posting.Telling;
import io.vigie.alert.wording.Sentence;
import io.vigie.contract.alert.Acknowledgement;
import io.vigie.contract.alert.Incident;
import io.vigie.contract.alert.IncidentId;
import io.vigie.contract.alert.Members;
import io.vigie.contract.alert.Notification.Occasion;
import io.vigie.contract.alert.Remark;
import io.vigie.contract.alert.Sightings;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.Severity;
import io.vigie.contract.result.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/** An incident as it goes on, in every telling. */
public final class Tales {

  /** Where the people of the stories find Vigie, and when it is where they live. */
  public static final Voice VOICE =
      new Voice(
          Optional.empty(),
          ZoneId.of("Europe/Paris"),
          new Site(Optional.of("https://vigie.example.com/")));

  private static final Instant START = Samples.START;
  private static final Sightings SEEN = new Sightings(2, 3, List.of("r-1", "r-2"));
  private static final Sightings SEEN_LATER = new Sightings(226, 226, List.of("r-1"));

  private Tales() {}

  /** The story of an item that is named CH-001 and answers with 503. */
  public static Story story(Telling telling) {
    return story(telling, Samples.check("CH-001"), "status was 503");
  }

  /** The story of another item. */
  public static Story story(Telling telling, Check check, String summary) {
    return Story.of(posting(telling, check, summary, List.of()), VOICE);
  }

  /** The same after the channel has answered to what came before. */
  public static Story story(Telling telling, List<String> receipts) {
    return Story.of(posting(telling, Samples.check("CH-001"), "status was 503", receipts), VOICE);
  }

  public static Posting posting(
      Telling telling, Check check, String summary, List<String> receipts) {
    Incident incident = incident(telling, check, summary);
    return new Posting(
        List.of(UUID.nameUUIDFromBytes(new byte[] {1})),
        "ops",
        telling,
        incident,
        check,
        1,
        receipts.stream().findFirst(),
        false,
        at(telling),
        0,
        "",
        IntStream.range(0, receipts.size())
            .mapToObj(i -> new Posting.Receipt(Occasion.OPENED, i, receipts.get(i)))
            .toList(),
        listing(telling, check, summary));
  }

  /** When each is told. */
  static Instant at(Telling telling) {
    return START.plus(
        switch (telling) {
          case OPENED -> Duration.ofSeconds(20);
          case UPDATED -> Duration.ofMinutes(1);
          case ACKNOWLEDGED -> Duration.ofMinutes(3);
          case COMMENTED -> Duration.ofMinutes(5);
          case ESCALATED -> Duration.ofMinutes(15);
          case REMINDED -> Duration.ofMinutes(30);
          case RESOLVED, OPENED_AND_RESOLVED -> Duration.ofMinutes(38);
          case REOPENED -> Duration.ofMinutes(40);
          case TEST, DIGEST, SUMMARY -> Duration.ofHours(1);
        });
  }

  /** The incident as it stands when that is told. */
  public static Incident incident(Telling telling, Check check, String summary) {
    boolean over = telling == Telling.RESOLVED || telling == Telling.OPENED_AND_RESOLVED;
    List<Remark> history = history(telling);
    Optional<Acknowledgement> acknowledged =
        history.stream()
            .filter(remark -> remark.kind() == Remark.Kind.ACKNOWLEDGED)
            .findFirst()
            .map(remark -> new Acknowledgement(remark.by().orElseThrow(), remark.at()));
    return new Incident(
        IncidentId.of(check.item(), START),
        1,
        check.item(),
        Severity.P0,
        check.meaning().title(),
        START,
        START.plusSeconds(20),
        over ? Optional.of(START.plus(Duration.ofMinutes(38))) : Optional.empty(),
        Optional.of(START.minusSeconds(10)),
        new Outcome.Failed(Samples.failure(summary)),
        over ? "200 in 12 ms" : "",
        Optional.empty(),
        acknowledged,
        history,
        members(telling),
        Optional.of(over ? SEEN.and(SEEN_LATER) : SEEN).filter(_ -> !Matter.isOwn(check.item())));
  }

  private static List<Remark> history(Telling telling) {
    List<Remark> history = new ArrayList<>();
    switch (telling) {
      case OPENED, TEST, DIGEST, SUMMARY, OPENED_AND_RESOLVED -> {
        // Nothing has happened yet that would be known here.
      }
      case ESCALATED -> {
        history.add(joined());
        history.add(
            remark(
                15,
                Remark.Kind.ESCALATED,
                Optional.empty(),
                Sentence.NOT_ACKNOWLEDGED.of("15 min")));
      }
      case UPDATED, REMINDED -> history.add(joined());
      case ACKNOWLEDGED -> history.addAll(List.of(joined(), acknowledged()));
      case COMMENTED, RESOLVED -> history.addAll(List.of(joined(), acknowledged(), commented()));
      case REOPENED -> {
        history.addAll(List.of(joined(), acknowledged(), commented()));
        history.add(remark(40, Remark.Kind.REOPENED, Optional.empty(), ""));
      }
    }
    return history;
  }

  private static Remark joined() {
    return remark(
        1,
        Remark.Kind.JOINED,
        Optional.empty(),
        Sentence.LISTED.of("chrona/production/CH-002", Sentence.DEPENDS_ON.of("CH-001"))
            + "; "
            + Sentence.AND_MORE.of(22));
  }

  private static Remark acknowledged() {
    return remark(3, Remark.Kind.ACKNOWLEDGED, Optional.of("ann"), "");
  }

  private static Remark commented() {
    return remark(5, Remark.Kind.COMMENTED, Optional.of("ann"), "the pool is full, I restart it");
  }

  private static Remark remark(int minutes, Remark.Kind kind, Optional<String> by, String text) {
    return new Remark(START.plus(Duration.ofMinutes(minutes)), kind, by, text);
  }

  private static Optional<Members> members(Telling telling) {
    List<ItemId> some =
        IntStream.rangeClosed(2, 21).mapToObj(i -> Samples.item("CH-%03d".formatted(i))).toList();
    return switch (telling) {
      case OPENED, OPENED_AND_RESOLVED, TEST, DIGEST, SUMMARY -> Optional.empty();
      case RESOLVED -> Optional.of(new Members(23, 0, some));
      case UPDATED, ACKNOWLEDGED, COMMENTED, ESCALATED, REMINDED, REOPENED ->
          Optional.of(new Members(23, 21, some));
    };
  }

  private static Optional<Posting.Listing> listing(Telling telling, Check check, String summary) {
    return switch (telling) {
      case DIGEST ->
          Optional.of(
              new Posting.Listing(
                  61,
                  61,
                  List.of(
                      one(Telling.OPENED, check, summary, "CH-007"),
                      one(Telling.OPENED, check, summary, "CH-008"))));
      case SUMMARY ->
          Optional.of(
              new Posting.Listing(
                  37,
                  1,
                  List.of(
                      one(Telling.OPENED, check, summary, "CH-007"),
                      one(Telling.RESOLVED, check, summary, "CH-008"))));
      case OPENED,
          UPDATED,
          ACKNOWLEDGED,
          COMMENTED,
          ESCALATED,
          REMINDED,
          REOPENED,
          RESOLVED,
          OPENED_AND_RESOLVED,
          TEST ->
          Optional.empty();
    };
  }

  private static Incident one(Telling telling, Check check, String summary, String name) {
    Check other =
        Samples.check(Samples.item(name), check.thresholds(), check.route(), "r1", check.meaning());
    return incident(telling, other, summary);
  }
}
