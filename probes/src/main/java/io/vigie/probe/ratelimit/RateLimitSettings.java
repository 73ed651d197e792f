package io.vigie.probe.ratelimit;

import io.vigie.probe.burst.Ask;
import io.vigie.probe.burst.BurstPlan;
import io.vigie.probe.burst.LoadLimits;
import io.vigie.probe.settings.DurationText;
import io.vigie.probe.settings.InvalidSetting;
import io.vigie.probe.settings.Limit;
import io.vigie.probe.settings.Setting;
import io.vigie.probe.web.Trust;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a checklist says of a rate limit. Texts may hold {@code ${secret:NAME}}. */
public record RateLimitSettings(
    @Setting("What to ask, an absolute http or https URL.") String url,
    @Setting(value = "The request method.", byDefault = "GET") String method,
    @Setting("Headers to send, by name.") Map<String, String> headers,
    @Setting("The body to send.") Optional<String> body,
    @Limit(least = 2, most = 100_000) @Setting("How many requests to send.") int requests,
    @Limit(least = 1, most = 1_000)
        @Setting(value = "How many of them may be under way at once.", byDefault = "10")
        int concurrency,
    @Setting(
            value = "The time over which they are spread evenly; 0s for as fast as it goes.",
            byDefault = "0s")
        Duration over,
    @Setting(value = "The statuses by which the limiter refuses.", byDefault = "429, 503")
        List<Integer> refusals,
    @Setting(
            value = "Whether a refused, reset or unanswered connection is a refusal too.",
            byDefault = "false")
        boolean refusedConnections,
    @Limit(least = 0) @Setting(value = "How many must pass before one is refused.", byDefault = "1")
        int least,
    @Setting("How many may pass in all; one less than requests where absent.")
        Optional<Integer> most,
    @Setting("Within which time a request must pass again; not looked at where absent.")
        Optional<Duration> recovery,
    @Setting(value = "How long to wait for one answer.", byDefault = "5s") Duration patience,
    @Setting(value = "Whether certificates must be trusted.", byDefault = "true") boolean verify,
    @Setting("Who is trusted instead of those that the runner trusts: certificates as PEM.")
        Optional<String> ca) {

  private static final Duration LONGEST = Duration.ofMinutes(5);

  /** The first status that is a failure of the application, where it is no refusal. */
  private static final int FAILS_FROM = 500;

  public RateLimitSettings {
    headers = new Ask(url, method, headers, body, new Trust(verify, ca)).headers();
    refusals = List.copyOf(refusals);
    requireWithin("requests", requests, 2, LoadLimits.ABSOLUTE.maxRequests());
    requireWithin("concurrency", concurrency, 1, LoadLimits.ABSOLUTE.maxConcurrency());
    requireWithin("least", least, 0, requests - 1);
    if (most.isPresent()) {
      requireWithin("most", most.get(), least, requests - 1);
    }
    refusals.forEach(status -> requireWithin("refusals", status, 400, 599));
    if (refusals.isEmpty() && !refusedConnections) {
      throw new InvalidSetting("refusals", "must not be empty unless refusedConnections is true");
    }
    requireShort("over", over);
    requireShort("patience", patience);
    recovery.ifPresent(limit -> requireShort("recovery", limit));
  }

  private static void requireWithin(String setting, int value, int least, int most) {
    if (value < least || value > most) {
      throw new InvalidSetting(setting, "must be " + least + " to " + most + ", was " + value);
    }
  }

  private static void requireShort(String setting, Duration duration) {
    if (duration.compareTo(LONGEST) > 0) {
      throw new InvalidSetting(setting, "must be at most 5m, was " + DurationText.print(duration));
    }
  }

  Ask ask() {
    return new Ask(url, method, headers, body, new Trust(verify, ca));
  }

  BurstPlan plan() {
    return new BurstPlan(
        requests,
        concurrency,
        over,
        patience,
        Set.copyOf(refusals),
        refusedConnections,
        FAILS_FROM);
  }

  /** One request, to see whether it passes again. */
  BurstPlan oneMore() {
    return new BurstPlan(
        1, 1, Duration.ZERO, patience, Set.copyOf(refusals), refusedConnections, FAILS_FROM);
  }

  int mostOrAllButOne() {
    return most.orElse(requests - 1);
  }
}
