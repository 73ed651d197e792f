package io.vigie.alert;

import io.vigie.contract.check.Attestation;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.Confirm;
import io.vigie.contract.check.Heartbeat;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.Schedule;
import io.vigie.contract.check.Thresholds;
import io.vigie.contract.result.Outcome;
import io.vigie.contract.result.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** What an item can be, for histories made of chance. */
public enum Variety {
  PLAIN,
  CONFIRMED,
  SEVERAL_PLACES,
  CONFIRMED_FROM_SEVERAL_PLACES,
  MAINTAINED,
  BEATING,
  SIGNED;

  /** When there is maintenance, where there is. */
  public static final Instant BEGIN = Samples.START.plusSeconds(200);

  public static final Instant END = Samples.START.plusSeconds(400);

  private static final String[] PLACES = {"outside", "inside", "host"};

  /** The item, with these thresholds. */
  public Check check(Thresholds thresholds) {
    ItemId item = Samples.item("CH-001");
    Check plain = Samples.check(item, thresholds, "default");
    Schedule often = new Schedule.Every(Duration.ofSeconds(20), Duration.ofSeconds(10));
    return switch (this) {
      case PLAIN -> plain;
      case CONFIRMED -> Samples.confirmed(plain, new Confirm.DifferentRunner());
      case SEVERAL_PLACES -> Samples.seenFrom(plain, 2, PLACES);
      case CONFIRMED_FROM_SEVERAL_PLACES ->
          Samples.confirmed(Samples.seenFrom(plain, 2, PLACES), new Confirm.AtLocation("inside"));
      case MAINTAINED -> Samples.maintained(plain, BEGIN, END);
      case BEATING ->
          Samples.maintained(
              Samples.natured(item, new Heartbeat(Optional.empty()), often), BEGIN, END);
      case SIGNED ->
          Samples.natured(
              item, new Attestation("So it is.", Duration.ofSeconds(90), List.of()), often);
    };
  }

  /** What somebody may say of it. */
  public static Result result(Random random, Check check, Instant dueAt) {
    Outcome outcome =
        switch (random.nextInt(8)) {
          case 0, 1, 2 -> new Outcome.Passed("200");
          case 3, 4, 5 -> new Outcome.Failed(Samples.failure("status was 503"));
          case 6 -> new Outcome.Blind("resolver", "the resolver did not answer");
          default -> new Outcome.Missed("asleep", Optional.of(1L + random.nextInt(3)));
        };
    if (check.confirm().isPresent() && random.nextInt(4) == 0) {
      return Samples.confirmation(check.item(), dueAt.plusSeconds(2), outcome);
    }
    if (check.vantage().isEmpty()) {
      return Samples.result(check.item(), dueAt, outcome);
    }
    // Several places speak of the same due time.
    Instant round = Instant.ofEpochSecond(dueAt.getEpochSecond() / 10 * 10);
    return Samples.from(PLACES[random.nextInt(PLACES.length)], check.item(), round, outcome);
  }
}
