package io.vigie.alert.state;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vigie.contract.alert.Sightings;
import io.vigie.contract.check.Vantage;
import io.vigie.contract.job.Cause;
import io.vigie.contract.job.RunId;
import io.vigie.contract.result.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What several places say of one due time of an item, while it is not decided.
 *
 * @param votes one from each place, in the order in which they came
 */
record Round(RunId run, Instant dueAt, List<Vote> votes) {

  Round {
    votes = List.copyOf(votes);
  }

  /**
   * What one place says.
   *
   * @param failure present where it saw a failure
   * @param looked false where it could not look
   * @param attempts how often it tried, where more than once
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record Vote(
      String location,
      String runner,
      @JsonInclude boolean looked,
      @JsonInclude String summary,
      Optional<Outcome.Failure> failure,
      Optional<Outcome.Unmet> warning,
      Optional<Integer> attempts) {

    static Vote of(Event.Seen seen) {
      Event.Look look = seen.look();
      return switch (seen) {
        case Event.Passed passed ->
            vote(look, true, passed.summary(), Optional.empty(), passed.warning());
        case Event.Failed failed ->
            vote(
                look,
                true,
                failed.failure().summary(),
                Optional.of(failed.failure()),
                Optional.empty());
        case Event.Blind blind ->
            vote(look, false, blind.summary(), Optional.empty(), Optional.empty());
        case Event.Missed missed ->
            vote(look, false, missed.summary(), Optional.empty(), Optional.empty());
      };
    }

    private static Vote vote(
        Event.Look look,
        boolean looked,
        String summary,
        Optional<Outcome.Failure> failure,
        Optional<Outcome.Unmet> warning) {
      Optional<Integer> attempts = Optional.of(look.attempts()).filter(count -> count > 1);
      return new Vote(look.location(), look.runner(), looked, summary, failure, warning, attempts);
    }

    boolean failed() {
      return failure.isPresent();
    }

    boolean passed() {
      return looked && failure.isEmpty();
    }

    Sightings seen() {
      return Sightings.of(runner, attempts.orElse(1));
    }
  }

  static Round opened(Event.Seen seen) {
    return new Round(seen.look().run(), seen.dueAt(), List.of());
  }

  boolean hasHeard(String location) {
    return votes.stream().anyMatch(vote -> vote.location().equals(location));
  }

  Round with(Vote vote) {
    return new Round(run, dueAt, Stream.concat(votes.stream(), Stream.of(vote)).toList());
  }

  /** What is decided whatever the places that have not spoken would say; empty while it is not. */
  Optional<Event.Seen> decided(Vantage vantage) {
    List<Vote> counted = counted(vantage);
    int places = vantage.locations().size();
    if (counted.stream().filter(Vote::failed).count() >= vantage.quorum()) {
      return Optional.of(failed(counted, places));
    }
    if (counted.stream().filter(Vote::passed).count() > places - vantage.quorum()) {
      return Optional.of(passed(counted, places));
    }
    return counted.size() == places ? Optional.of(closed(vantage)) : Optional.empty();
  }

  /** The end of a round that cannot be decided any more: too few could look. */
  Event.Seen closed(Vantage vantage) {
    List<String> blind = new ArrayList<>();
    for (String location : vantage.locations()) {
      Optional<Vote> vote =
          votes.stream().filter(one -> one.location().equals(location)).findFirst();
      if (vote.isEmpty()) {
        blind.add(location + " (no result)");
      } else if (!vote.get().looked()) {
        blind.add(location + " (" + vote.get().summary() + ")");
      }
    }
    return new Event.Blind(
        look(votes.stream().findFirst()),
        "too few locations could look; not from " + String.join(", ", blind));
  }

  private Event.Seen failed(List<Vote> counted, int places) {
    List<Vote> failures = counted.stream().filter(Vote::failed).toList();
    Outcome.Failure first = failures.getFirst().failure().orElseThrow();
    String summary = where(failures, places) + ": " + first.summary();
    return new Event.Failed(
        look(failures.stream().findFirst()),
        new Outcome.Failure(first.code(), first.phase(), summary, first.unmet(), first.target()),
        failures.stream().map(Vote::seen).reduce(Sightings::and).orElseThrow());
  }

  private Event.Seen passed(List<Vote> counted, int places) {
    List<Vote> passes = counted.stream().filter(Vote::passed).toList();
    List<Vote> failures = counted.stream().filter(Vote::failed).toList();
    String summary = passes.getFirst().summary();
    return new Event.Passed(
        look(passes.stream().findFirst()),
        failures.isEmpty() ? summary : summary + " (failed at " + where(failures, places) + ")",
        passes.stream().flatMap(vote -> vote.warning().stream()).findFirst());
  }

  /** Like {@code 2 of 3 locations: outside, inside}. */
  private static String where(List<Vote> votes, int places) {
    return votes.size()
        + " of "
        + places
        + " locations: "
        + String.join(", ", votes.stream().map(Vote::location).toList());
  }

  private List<Vote> counted(Vantage vantage) {
    return votes.stream().filter(vote -> vantage.locations().contains(vote.location())).toList();
  }

  private Event.Look look(Optional<Vote> vote) {
    return new Event.Look(
        run,
        dueAt,
        vote.map(Vote::runner).orElse(""),
        vote.map(Vote::location).orElse(""),
        Cause.SCHEDULE);
  }
}
