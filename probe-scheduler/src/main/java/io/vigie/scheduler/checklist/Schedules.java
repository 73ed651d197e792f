package io.vigie.scheduler.checklist;

import io.vigie.contract.check.Hours;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.Schedule;
import io.vigie.contract.due.DueTimes;
import io.vigie.probe.settings.Node.Mapping;
import io.vigie.probe.settings.OneOrMore;
import io.vigie.scheduler.checklist.TimeForms.CronText;
import io.vigie.scheduler.checklist.TimeForms.Grace;
import io.vigie.scheduler.checklist.TimeForms.Interval;
import io.vigie.scheduler.checklist.TimeForms.TimesText;
import io.vigie.scheduler.checklist.TimeForms.Zone;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** When an item is due, from the keys that say so. */
final class Schedules {

  static final Duration EVERY = Duration.ofSeconds(60);

  /** A roll-up costs nothing; what decides about it is looked at on schedules of its own. */
  static final Schedule OF_ROLL_UPS = new Schedule.Every(EVERY, Duration.ZERO);

  private static final List<String> OF_HEARTBEATS = List.of("every", "cron", "at");
  private static final Duration GRACE_OF_HEARTBEATS = Duration.ofMinutes(5);
  private static final Instant SOME_DAY = Instant.parse("2026-01-01T00:00:00Z");
  private static final int SAMPLES = 200;
  private static final ItemId ANY = new ItemId("any", "any", "any");

  private Schedules() {}

  /** The schedule of an item that is looked at. */
  static Schedule of(ItemForm form, Written item, ZoneId ofFile) {
    refuseSecond(item, "an item", Defaults.TRIGGERS);
    ZoneId zone = form.zone().map(Zone::id).orElse(ofFile);
    Duration grace = form.grace().map(Grace::value).orElse(Duration.ZERO);
    Optional<Hours> hours = form.between().flatMap(between -> WorkingHours.of(between, zone));
    if (form.on().isPresent()) {
      if (form.between().isPresent()) {
        item.error("must be absent beside on, was given", "between");
      }
      return new Schedule.OnDeploy(grace);
    }
    return crons(form.cron(), form.at())
        .<Schedule>map(crons -> new Schedule.Cron(crons, zone, grace, hours))
        .orElseGet(
            () ->
                new Schedule.Every(form.every().map(Interval::value).orElse(EVERY), grace, hours));
  }

  /** The schedule on which a job reports. */
  static Schedule of(HeartbeatForm form, Written item, ZoneId ofFile) {
    Duration grace = form.grace().map(Grace::value).orElse(GRACE_OF_HEARTBEATS);
    if (item.find("heartbeat").node() instanceof Mapping mapping) {
      Written heartbeat = new Written(mapping, item.path() + ".heartbeat", item.findings());
      refuseSecond(heartbeat, "a heartbeat", OF_HEARTBEATS);
      if (OF_HEARTBEATS.stream().noneMatch(heartbeat::has)) {
        heartbeat.error("must have one of every, cron and at, had none");
      }
    }
    return crons(form.cron(), form.at())
        .<Schedule>map(
            crons ->
                new Schedule.Cron(
                    crons, form.zone().map(Zone::id).orElse(ofFile), grace, Optional.empty()))
        .orElseGet(
            () -> new Schedule.Every(form.every().map(Interval::value).orElse(EVERY), grace));
  }

  /** The least time from one due time to the next, as far as it can be told. */
  static Optional<Duration> leastGap(Schedule schedule) {
    return switch (schedule) {
      case Schedule.Every every -> Optional.of(every.interval());
      case Schedule.Cron _ -> sampled(DueTimes.of(schedule, ANY));
      case Schedule.OnDeploy _ -> Optional.empty();
    };
  }

  private static Optional<Duration> sampled(DueTimes times) {
    Optional<Duration> least = Optional.empty();
    Optional<Instant> due = times.next(SOME_DAY);
    for (int i = 0; i < SAMPLES && due.isPresent(); i++) {
      Optional<Instant> next = times.next(due.get());
      if (next.isEmpty()) {
        return least;
      }
      Duration gap = Duration.between(due.get(), next.get());
      least = least.filter(known -> known.compareTo(gap) <= 0).or(() -> Optional.of(gap));
      due = next;
    }
    return least;
  }

  /** Reports all but one of the keys that each say when. */
  static void refuseSecond(Written written, String what, List<String> triggers) {
    List<String> named = triggers.stream().filter(written::has).toList();
    if (named.size() > 1) {
      String known = String.join(", ", triggers.subList(0, triggers.size() - 1));
      written.error(
          "%s must have one of %s and %s, had %s"
              .formatted(what, known, triggers.getLast(), String.join(" and ", named)),
          named.get(1));
    }
  }

  private static Optional<List<String>> crons(
      Optional<OneOrMore<CronText>> cron, Optional<OneOrMore<TimesText>> at) {
    return cron.map(texts -> texts.values().stream().map(CronText::text).toList())
        .or(
            () ->
                at.map(
                    texts ->
                        texts.values().stream()
                            .flatMap(text -> TimesOfDay.parse(text.text()).stream())
                            .flatMap(List::stream)
                            .toList()));
  }
}
