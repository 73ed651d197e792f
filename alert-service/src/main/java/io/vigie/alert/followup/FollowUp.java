package io.vigie.alert.followup;

import io.vigie.alert.canary.Canary;
import io.vigie.alert.followup.NextStep.Owed;
import io.vigie.alert.route.Decision;
import io.vigie.alert.route.Following;
import io.vigie.alert.route.Routes;
import io.vigie.alert.route.Routes.Hold;
import io.vigie.alert.wording.Sentence;
import io.vigie.contract.alert.Acknowledgement;
import io.vigie.contract.alert.Notification.Occasion;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Decides what is done about an incident that goes on. Pure but for the silences. */
public final class FollowUp {

  /** Rules and silences may change, so nothing is left alone for longer. */
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final Routes routes;

  public FollowUp(Routes routes) {
    this.routes = routes;
  }

  public NextStep next(Situation now, Instant at) {
    Decision decision = routes.decide(now.check(), now.incident().openedAt());
    if (now.check().item().equals(Canary.ITEM)
        || now.incident().fold().isPresent()
        || decision.digest().isPresent()
        || now.toldFrom().isEmpty()) {
      return later(at, Optional.empty());
    }
    Hold hold = routes.hold(now.check(), decision, at);
    if (hold.until().isAfter(at)) {
      return later(at, Optional.of(hold.until()));
    }
    Following following = decision.following();
    Optional<Instant> escalation = escalation(now, following);
    if (escalation.filter(due -> !due.isAfter(at)).isPresent()) {
      return new NextStep(escalate(now, following), at.plus(LONGEST));
    }
    Optional<Instant> reminder = reminder(now, following);
    if (reminder.filter(due -> !due.isAfter(at)).isPresent()) {
      return new NextStep(remind(now), at.plus(LONGEST));
    }
    return later(at, Stream.concat(escalation.stream(), reminder.stream()).min(Instant::compareTo));
  }

  private static NextStep later(Instant at, Optional<Instant> due) {
    Instant latest = at.plus(LONGEST);
    return new NextStep(List.of(), due.filter(latest::isAfter).orElse(latest));
  }

  /** When it is escalated: once, and not where somebody looks after it. */
  private static Optional<Instant> escalation(Situation now, Following following) {
    return now.escalated().isPresent() || now.incident().acknowledged().isPresent()
        ? Optional.empty()
        : following.escalateAfter().map(now.toldFrom().orElseThrow()::plus);
  }

  /** When it is reminded of: so long after the last that was said or done about it. */
  private static Optional<Instant> reminder(Situation now, Following following) {
    return following
        .remind()
        .map(
            every ->
                Stream.of(
                        now.toldFrom(),
                        now.escalated(),
                        now.reminded(),
                        now.incident().acknowledged().map(Acknowledgement::at))
                    .flatMap(Optional::stream)
                    .max(Instant::compareTo)
                    .orElseThrow()
                    .plus(every));
  }

  private static List<Owed> escalate(Situation now, Following following) {
    Set<String> told = new TreeSet<>(now.channels());
    told.addAll(following.escalateTo());
    String because = Sentence.NOT_ACKNOWLEDGED.of(words(following.escalateAfter().orElseThrow()));
    return owed(told, Occasion.ESCALATED, 0, because);
  }

  private static List<Owed> remind(Situation now) {
    String because =
        now.incident()
            .acknowledged()
            .map(by -> Sentence.STILL_OPEN_BY.of(by.by()))
            .orElseGet(Sentence.STILL_OPEN::of);
    return owed(now.channels(), Occasion.REMINDED, now.reminders(), because);
  }

  private static List<Owed> owed(
      Collection<String> channels, Occasion occasion, int ordinal, String because) {
    return channels.stream()
        .sorted()
        .map(channel -> new Owed(channel, occasion, ordinal, because))
        .toList();
  }

  private static String words(Duration span) {
    return span.toMinutes() == 0 ? span.toSeconds() + " s" : span.toMinutes() + " min";
  }
}
