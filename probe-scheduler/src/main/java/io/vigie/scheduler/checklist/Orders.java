package io.vigie.scheduler.checklist;

import io.vigie.contract.check.Confirm;
import io.vigie.contract.check.Effect;
import io.vigie.contract.check.Polarity;
import io.vigie.contract.check.ProbeOrder;
import io.vigie.contract.check.Schedule;
import io.vigie.contract.check.Vantage;
import io.vigie.probe.settings.DurationText;
import io.vigie.scheduler.checklist.ItemForm.Place;
import io.vigie.scheduler.checklist.TimeForms.Interval;
import io.vigie.scheduler.checklist.TimeForms.Timeout;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How an item is looked at, and whether that fits together. */
final class Orders {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Duration LEAST_TIMEOUT = Duration.ofMillis(100);
  private static final Duration STARTS_WORK = Duration.ofHours(1);

  private final ItemForm form;
  private final Written item;
  private final Schedule schedule;
  private final Set<String> own;
  private final Duration gap;

  /**
   * The orders of one item.
   *
   * @param own the keys that it has itself, and not by default
   */
  Orders(ItemForm form, Written item, Set<String> own, Schedule schedule) {
    this.form = form;
    this.own = own;
    this.item = item;
    this.schedule = schedule;
    this.gap = Schedules.leastGap(schedule).orElse(Duration.ofDays(366));
  }

  /** Says what does not fit together. */
  void judge() {
    refuseTimeoutBeyondInterval();
    refuseDoubles();
    refuseUnreachableQuorum();
    refuseConfirmationFromTheSamePlace();
    form.effect().ifPresent(this::judge);
  }

  ProbeOrder order(Look look) {
    return new ProbeOrder(
        look.kind(),
        look.settings(),
        form.expect().isEmpty() ? look.defaultExpectations() : form.expect(),
        places().getFirst(),
        timeout(),
        form.warn(),
        form.retry().map(RetryForm::retry),
        form.effect().map(EffectForm::is).filter(effect -> effect != Effect.READ_ONLY),
        form.polarity().filter(polarity -> polarity != Polarity.REQUIRED));
  }

  /** From where it is seen, when that is from several places. */
  Optional<Vantage> vantage() {
    List<String> places = places();
    return places.size() < 2
        ? Optional.empty()
        : Optional.of(
            new Vantage(places, form.quorum().map(Quorum::needed).orElse(places.size() / 2 + 1)));
  }

  Optional<Confirm> confirm() {
    return form.confirm().map(ConfirmForm::confirm);
  }

  private List<String> places() {
    return form.location()
        .map(places -> places.values().stream().map(Place::name).toList())
        .orElse(List.of(ProbeOrder.DEFAULT_LOCATION));
  }

  /** The usual timeout gives way to a short interval; a written one does not. */
  private Duration timeout() {
    return form.timeout().map(Timeout::value).orElseGet(this::usualTimeout);
  }

  private Duration usualTimeout() {
    int attempts = form.retry().map(retry -> retry.times() + 1).orElse(1);
    Duration waited = form.retry().map(retry -> retry.longest(Duration.ZERO)).orElse(Duration.ZERO);
    Duration left = gap.minus(waited).dividedBy(attempts).truncatedTo(ChronoUnit.MILLIS);
    if (left.compareTo(LEAST_TIMEOUT) < 0) {
      return LEAST_TIMEOUT;
    }
    return TIMEOUT.compareTo(left) > 0 ? left : TIMEOUT;
  }

  private void refuseTimeoutBeyondInterval() {
    Duration timeout = timeout();
    Duration longest = form.retry().map(retry -> retry.longest(timeout)).orElse(timeout);
    if (longest.compareTo(gap) <= 0) {
      return;
    }
    if (form.retry().isPresent()) {
      item.error(
          "all attempts must fit into the interval of %s, may take %s: %d times a timeout of %s, and the waiting between"
              .formatted(
                  DurationText.print(gap),
                  DurationText.print(longest),
                  form.retry().get().times() + 1,
                  DurationText.print(timeout)),
          "retry");
    } else {
      item.error(
          "timeout must be at most the interval of "
              + DurationText.print(gap)
              + ", was "
              + DurationText.print(timeout),
          own.contains("timeout") || !own.contains("every") ? "timeout" : "every");
    }
  }

  private void refuseDoubles() {
    Set<String> seen = new HashSet<>();
    List<String> places = places();
    for (int i = 0; i < places.size(); i++) {
      if (!seen.add(places.get(i))) {
        item.error("must be named once, was named before", "location", i);
      }
    }
  }

  private void refuseUnreachableQuorum() {
    if (form.quorum().isEmpty()) {
      return;
    }
    Quorum quorum = form.quorum().get();
    int locations = (int) places().stream().distinct().count();
    if (locations < 2) {
      item.error("must stand beside several locations, stood beside one", "quorum");
    } else if (quorum.of().orElse(locations) != locations) {
      item.error(
          "must be of as many locations as there are, %d, was of %d"
              .formatted(locations, quorum.of().getAsInt()),
          "quorum");
    } else if (quorum.needed() < 1 || quorum.needed() > locations) {
      item.error(
          "unreachable quorum: must be 1 to %d of the %d locations, was %d"
              .formatted(locations, locations, quorum.needed()),
          "quorum");
    }
  }

  private void refuseConfirmationFromTheSamePlace() {
    form.confirm()
        .flatMap(ConfirmForm::location)
        .map(Place::name)
        .filter(places()::contains)
        .ifPresent(
            place ->
                item.error(
                    "must be another place than where it is looked at from, was \"" + place + "\"",
                    "confirm",
                    "location"));
  }

  /** What a kind does to its target is declared by the author, who thereby knows of it. */
  void requireDeclaredEffect(Look look) {
    Effect declared = form.effect().map(EffectForm::is).orElse(Effect.READ_ONLY);
    look.effect()
        .filter(effect -> effect != declared)
        .ifPresent(
            effect ->
                item.error(
                    "effect must be "
                        + effect.word()
                        + " with "
                        + look.kind()
                        + " and these settings, was "
                        + declared.word()
                        + (form.effect().isEmpty() ? " by default" : ""),
                    form.effect().isEmpty() ? look.kind() : "effect"));
  }

  private void judge(EffectForm effect) {
    if (effect.is() == Effect.MAY_LOCK_OUT && form.retry().isPresent()) {
      item.error(
          "must be absent where looking may lock out: each attempt counts there, was given",
          "retry");
    }
    Duration least = effect.atMostEvery().map(Interval::value).orElse(STARTS_WORK);
    boolean byTime = !(schedule instanceof Schedule.OnDeploy);
    if (effect.is() == Effect.STARTS_WORK && byTime && gap.compareTo(least) < 0) {
      item.error(
          "what starts work must be at least "
              + DurationText.print(least)
              + " apart, is "
              + DurationText.print(gap)
              + (effect.atMostEvery().isEmpty()
                  ? "; allow more by { is: starts-work, atMostEvery: … }"
                  : ""),
          "effect");
    }
  }
}
