package io.vigie.probe.load;

import io.vigie.probe.burst.Ask;
import io.vigie.probe.burst.BurstPlan;
import io.vigie.probe.burst.LoadLimits;
import io.vigie.probe.settings.InvalidSetting;
import io.vigie.probe.settings.Limit;
import io.vigie.probe.settings.Setting;
import io.vigie.probe.settings.ShortForm;
import io.vigie.probe.web.Trust;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a checklist says of a load. Texts may hold {@code ${secret:NAME}}. */
public record LoadSettings(
    @ShortForm @Setting("What to ask, an absolute http or https URL.") String url,
    @Setting(value = "The request method.", byDefault = "GET") String method,
    @Setting("Headers to send, by name.") Map<String, String> headers,
    @Setting("The body to send.") Optional<String> body,
    @Limit(least = 1, most = 100_000)
        @Setting(value = "How many requests to send.", byDefault = "100")
        int requests,
    @Limit(least = 1, most = 1_000)
        @Setting(value = "How many of them are under way at once.", byDefault = "10")
        int concurrency,
    @Setting(value = "The statuses by which a rate limiter refuses.", byDefault = "429, 503")
        List<Integer> refusals,
    @Setting(value = "How long to wait for one answer.", byDefault = "10s") Duration patience,
    @Setting(value = "Whether certificates must be trusted.", byDefault = "true") boolean verify,
    @Setting("Who is trusted instead of those that the runner trusts: certificates as PEM.")
        Optional<String> ca) {

  private static final Duration LONGEST = Duration.ofMinutes(5);

  /** A redirect is not followed, and where it leads nobody has measured. */
  private static final int FAILS_FROM = 300;

  public LoadSettings {
    headers = new Ask(url, method, headers, body, new Trust(verify, ca)).headers();
    refusals = List.copyOf(refusals);
    requireWithin("requests", requests, 1, LoadLimits.ABSOLUTE.maxRequests());
    requireWithin("concurrency", concurrency, 1, LoadLimits.ABSOLUTE.maxConcurrency());
    refusals.forEach(status -> requireWithin("refusals", status, 400, 599));
    if (patience.isZero() || patience.compareTo(LONGEST) > 0) {
      throw new InvalidSetting("patience", "must be 1ms to 5m");
    }
  }

  private static void requireWithin(String setting, int value, int least, int most) {
    if (value < least || value > most) {
      throw new InvalidSetting(setting, "must be " + least + " to " + most + ", was " + value);
    }
  }

  Ask ask() {
    return new Ask(url, method, headers, body, new Trust(verify, ca));
  }

  BurstPlan plan() {
    return new BurstPlan(
        requests, concurrency, Duration.ZERO, patience, Set.copyOf(refusals), false, FAILS_FROM);
  }
}
