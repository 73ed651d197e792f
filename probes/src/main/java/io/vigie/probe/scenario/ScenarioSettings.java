package io.vigie.probe.scenario;

import io.vigie.probe.settings.InvalidSetting;
import io.vigie.probe.settings.Limit;
import io.vigie.probe.settings.Setting;
import io.vigie.probe.settings.Size;
import io.vigie.probe.web.RequestRules;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a checklist says of a scenario. Texts may hold {@code ${secret:NAME}} and {{names}}. */
public record ScenarioSettings(
    @Setting("Where the application is, an absolute http or https URL; steps have paths below it.")
        String url,
    @Setting("Who can log in, by the names that steps use.") Map<String, ScenarioAccount> accounts,
    @Setting("How one logs in.") Optional<ScenarioLogin> login,
    @Setting("How writes that no form sends prove where they come from.")
        Optional<ScenarioCsrf> csrf,
    @Setting("What is done, in order; the first step that fails ends it.") List<ScenarioStep> steps,
    @Setting(
            "What is done afterwards, whatever came of the steps; each of them, also if one fails.")
        List<ScenarioStep> cleanup,
    @Setting(
            value = "How much of the time limit is kept for the clean-up.",
            byDefault = "a quarter of it")
        Optional<Duration> reserve,
    @Limit(least = 1, most = MOST_BODY)
        @Setting(value = "How many bytes of each body are read.", byDefault = "262144")
        int maxBody,
    @Setting(
            "Up to how much of each body is read beyond maxBody, to count it, hash it and look"
                + " into it; at most 256 MiB.")
        Optional<Size> download,
    @Setting(value = "How TLS is judged.", byDefault = "{}") ScenarioTls tls) {

  static final int MOST_STEPS = 50;
  static final int MOST_BODY = 1024 * 1024;
  private static final int MOST_ACCOUNTS = 20;

  public ScenarioSettings {
    accounts = Map.copyOf(accounts);
    steps = List.copyOf(steps);
    cleanup = List.copyOf(cleanup);
    URI base = base(url);
    if (steps.isEmpty() || steps.size() + cleanup.size() > MOST_STEPS) {
      throw new InvalidSetting(
          "steps",
          "must be 1 to "
              + MOST_STEPS
              + " with the clean-up, were "
              + (steps.size() + cleanup.size()));
    }
    if (accounts.size() > MOST_ACCOUNTS || accounts.containsKey(Cells.ANONYMOUS)) {
      throw new InvalidSetting(
          "accounts", "must be at most " + MOST_ACCOUNTS + ", none of them called anonymous");
    }
    if (maxBody < 1 || maxBody > MOST_BODY) {
      throw new InvalidSetting("maxBody", "must be 1 to " + MOST_BODY + " bytes, was " + maxBody);
    }
    download.ifPresent(size -> RequestRules.requireTransferable("download", size));
    if (reserve.filter(time -> !time.isPositive()).isPresent()) {
      throw new InvalidSetting("reserve", "must be more than nothing");
    }
    ScenarioRules.check(base, accounts, login, steps, cleanup);
  }

  private static URI base(String url) {
    try {
      if (url.contains("${") || url.contains("{{")) {
        throw new IllegalArgumentException("must have no secret and no name in it");
      }
      URI base = URI.create(url);
      return Place.resolve(base.isAbsolute() ? base : URI.create("none:/"), url);
    } catch (IllegalArgumentException e) {
      throw new InvalidSetting(
          "url", "must be an absolute http or https URL without secrets, was \"" + url + '"');
    }
  }

  URI base() {
    return base(url);
  }

  /** The page where one logs in, where there is one. */
  Optional<URI> loginPage() {
    return login.flatMap(ScenarioLogin::page).map(page -> Place.resolve(base(), page));
  }
}
