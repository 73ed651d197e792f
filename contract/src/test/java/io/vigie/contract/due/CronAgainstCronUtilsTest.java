package io.vigie.contract.due;

import static org.assertj.core.api.Assertions.assertThat;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Ten years of random expressions, held against cron-utils and against a slow second writing of the
 * rule. The two programs must agree but for three things, each of which is held against that second
 * writing instead:
 *
 * <ul>
 *   <li>the first moment after a gap, and an hour of the clock that a gap cuts in two (02:30 on
 *       Lord Howe Island, where 02:00 to 02:30 does not exist): the library leaves out the whole
 *       hour; here what exists is due, and what does not is due after the gap;
 *   <li>a time that the clock shows twice: the library is due at the first, at the second or at
 *       both, depending on the moment that it is asked from;
 *   <li>a step of {@code *} in one of the two fields for days while the other is restricted:
 *       crontab(5) asks for both, the library is content with either.
 * </ul>
 */
class CronAgainstCronUtilsTest {

  private static final long SEED = Long.getLong("vigie.test.seed", 20_261_120);
  private static final int EXPRESSIONS = Integer.getInteger("vigie.test.crons", 400);
  private static final Instant FROM = Instant.parse("2025-01-01T00:00:00Z");
  private static final Instant TO = Instant.parse("2035-01-01T00:00:00Z");
  private static final int STARTS = 6;
  private static final int STEPS = 8;
  private static final int CHANGES = 4;

  private final CronParser library =
      new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Europe/Paris",
        "America/New_York",
        "Australia/Lord_Howe",
        "UTC",
        "Asia/Kolkata",
        "America/Sao_Paulo",
        "Africa/Casablanca",
        "Pacific/Chatham"
      })
  void agreesOverTenYears(String zoneName) {
    Random random = new Random(SEED + zoneName.hashCode());
    System.out.printf("%s: seed %d, %d expressions%n", zoneName, SEED, EXPRESSIONS);
    ZoneId zone = ZoneId.of(zoneName);
    List<ZoneOffsetTransition> changes = changes(zone);
    RandomCron crons = new RandomCron(random);
    for (int i = 0; i < EXPRESSIONS; i++) {
      Comparison comparison = new Comparison(crons.next(), zone);
      for (int start = 0; start < STARTS; start++) {
        comparison.holdsFrom(anyMoment(random));
      }
      for (int j = 0; j < CHANGES && !changes.isEmpty(); j++) {
        comparison.holdsAround(changes.get(random.nextInt(changes.size())));
      }
    }
  }

  /** Whatever is meant to be due at night in particular, at every change of the ten years. */
  @ParameterizedTest
  @ValueSource(strings = {"Europe/Paris", "America/New_York", "Australia/Lord_Howe"})
  void agreesAtEveryClockChange(String zoneName) {
    ZoneId zone = ZoneId.of(zoneName);
    List<ZoneOffsetTransition> changes = changes(zone);
    assertThat(changes).hasSize(20);
    for (String cron :
        List.of(
            "0 2 * * *",
            "30 2 * * *",
            "15 2,3 * * *",
            "*/15 1-3 * * *",
            "45 1 * * *",
            "0 3 * * sun",
            "30 1,2 * * 0",
            "* 2 * * *",
            "0 * * * *",
            "*/20 * * * *",
            "0 */2 * * *",
            "30 */2 * * *",
            "15 0-23 * * *",
            "0 0 * * *",
            "* * * * *")) {
      changes.forEach(new Comparison(cron, zone)::holdsAround);
    }
  }

  private static List<ZoneOffsetTransition> changes(ZoneId zone) {
    List<ZoneOffsetTransition> changes = new ArrayList<>();
    ZoneOffsetTransition change = zone.getRules().nextTransition(FROM);
    while (change != null && change.getInstant().isBefore(TO)) {
      changes.add(change);
      change = zone.getRules().nextTransition(change.getInstant());
    }
    return changes;
  }

  private static Instant anyMoment(Random random) {
    long span = Duration.between(FROM, TO).toSeconds();
    return FROM.plusSeconds(random.nextLong(span)).plusMillis(random.nextInt(1000));
  }

  /** One expression in one zone, as three programs see it. */
  private final class Comparison {

    private final String cron;
    private final ZoneId zone;
    private final CronExpression ours;
    private final CronOracle oracle;
    private final ExecutionTime theirs;

    Comparison(String cron, ZoneId zone) {
      this.cron = cron;
      this.zone = zone;
      this.ours = CronExpression.parse(cron);
      this.oracle = new CronOracle(cron);
      this.theirs = ExecutionTime.forCron(library.parse(cron));
    }

    void holdsFrom(Instant start) {
      Instant due = start;
      for (int i = 0; i < STEPS; i++) {
        due = ours.next(due, zone);
      }
      Instant end = due.plusNanos(1);
      if (CronOracle.asksForBothDays(cron)) {
        dueTimes(start, end, this::ours).forEach(this::isNamed);
      } else {
        assertThat(settled(dueTimes(start, end, this::ours)))
            .as("%s in %s from %s", cron, zone, start)
            .isEqualTo(settled(dueTimes(start, end, this::theirs)));
      }
    }

    void holdsAround(ZoneOffsetTransition change) {
      Instant start = change.getInstant().minus(Duration.ofHours(4));
      Instant end = change.getInstant().plus(Duration.ofHours(4));
      List<Instant> found = dueTimes(start, end, this::ours);
      assertThat(found)
          .as("%s in %s around %s", cron, zone, change)
          .isEqualTo(oracle.dueTimes(start, end, zone));
      if (!CronOracle.asksForBothDays(cron)) {
        assertThat(settled(found))
            .as("%s in %s around %s", cron, zone, change)
            .isEqualTo(settled(dueTimes(start, end, this::theirs)));
      }
    }

    private void isNamed(Instant due) {
      boolean named = oracle.names(LocalDateTime.ofInstant(due, zone));
      assertThat(named || ours.isDisplaced(due, zone)).as("%s at %s", cron, due).isTrue();
    }

    /** Without the moments at which the two are known to differ. */
    private List<Instant> settled(List<Instant> due) {
      return due.stream()
          .filter(moment -> !ours.isDisplaced(moment, zone))
          .filter(moment -> !isInAnHourCutByAGap(moment))
          .filter(moment -> !isShownTwice(moment))
          .toList();
    }

    private boolean isShownTwice(Instant moment) {
      LocalDateTime shown = LocalDateTime.ofInstant(moment, zone);
      ZoneOffsetTransition change = zone.getRules().getTransition(shown);
      return change != null && change.isOverlap();
    }

    private boolean isInAnHourCutByAGap(Instant moment) {
      LocalDateTime hour = LocalDateTime.ofInstant(moment, zone).truncatedTo(ChronoUnit.HOURS);
      ZoneOffsetTransition change =
          zone.getRules().nextTransition(moment.minus(Duration.ofHours(2)));
      return change != null
          && change.isGap()
          && change.getDateTimeBefore().isBefore(hour.plusHours(1))
          && change.getDateTimeAfter().isAfter(hour);
    }

    private Instant ours(Instant after) {
      return ours.next(after, zone);
    }

    private Instant theirs(Instant after) {
      return theirs.nextExecution(after.atZone(zone)).map(ZonedDateTime::toInstant).orElse(TO);
    }

    private static List<Instant> dueTimes(Instant from, Instant to, UnaryOperator<Instant> next) {
      List<Instant> due = new ArrayList<>();
      for (Instant moment = next.apply(from); moment.isBefore(to); moment = next.apply(moment)) {
        due.add(moment);
      }
      return due;
    }
  }
}
