package io.vigie.probe.cors;

import io.vigie.probe.burst.Ask;
import io.vigie.probe.settings.DurationText;
import io.vigie.probe.settings.InvalidSetting;
import io.vigie.probe.settings.Setting;
import io.vigie.probe.settings.ShortForm;
import io.vigie.probe.web.Trust;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a checklist says of who may read across origins. */
public record CorsSettings(
    @ShortForm @Setting("What to ask for, an absolute http or https URL.") String url,
    @Setting("The origins that must be allowed; \"*\" alone for any. None means no other origin.")
        List<String> origins,
    @Setting("Origins that must not be allowed, beside those that are tried anyway.")
        List<String> foreign,
    @Setting("The methods that may be granted; any where absent.") Optional<List<String>> methods,
    @Setting("The request headers that may be granted; any where absent.")
        Optional<List<String>> headers,
    @Setting(value = "Whether credentials may be granted.", byDefault = "false")
        boolean credentials,
    @Setting("Headers to send with requests that are no preflight, by name.")
        Map<String, String> send,
    @Setting(value = "How long to wait between two requests.", byDefault = "100ms") Duration pause,
    @Setting(value = "Whether certificates must be trusted.", byDefault = "true") boolean verify,
    @Setting("Who is trusted instead of those that the runner trusts: certificates as PEM.")
        Optional<String> ca) {

  static final String ANY = "*";
  private static final int MOST_ORIGINS = 20;
  private static final int MOST_NAMES = 100;
  private static final Duration LONGEST = Duration.ofSeconds(10);
  private static final Pattern ORIGIN =
      Pattern.compile("(?:https?://(?:\\[[0-9a-f:.]+]|[a-z0-9._-]+)(?::\\d{1,5})?|null)");
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$%&'+.^_`|~-]{1,100}");

  public CorsSettings {
    send = Ask.get(url, send, new Trust(verify, ca)).headers();
    origins = List.copyOf(origins);
    foreign = List.copyOf(foreign);
    if (!origins.equals(List.of(ANY))) {
      requireOrigins("origins", origins);
    }
    requireOrigins("foreign", foreign);
    if (foreign.stream().anyMatch(origins::contains)
        || (!foreign.isEmpty() && allowsAny(origins))) {
      throw new InvalidSetting("foreign", "must have none of origins");
    }
    methods = methods.map(list -> tokens("methods", list, Locale.ROOT));
    headers = headers.map(list -> tokens("headers", list, null));
    if (pause.compareTo(LONGEST) > 0) {
      throw new InvalidSetting("pause", "must be at most 10s, was " + DurationText.print(pause));
    }
  }

  private static void requireOrigins(String setting, List<String> origins) {
    if (origins.size() > MOST_ORIGINS) {
      throw new InvalidSetting(setting, "must be at most " + MOST_ORIGINS);
    }
    for (String origin : origins) {
      if (!ORIGIN.matcher(origin).matches()) {
        throw new InvalidSetting(
            setting,
            "must be like https://app.example.com, in lower case and without a path, was \""
                + origin
                + '"');
      }
    }
  }

  private static List<String> tokens(String setting, List<String> list, Locale upper) {
    if (list.size() > MOST_NAMES || !list.stream().allMatch(t -> TOKEN.matcher(t).matches())) {
      throw new InvalidSetting(setting, "must be at most " + MOST_NAMES + " names, was " + list);
    }
    return list.stream()
        .map(text -> upper == null ? text.toLowerCase(Locale.ROOT) : text.toUpperCase(upper))
        .toList();
  }

  private static boolean allowsAny(List<String> origins) {
    return origins.equals(List.of(ANY));
  }

  boolean allowsAny() {
    return allowsAny(origins);
  }

  Trust trust() {
    return new Trust(verify, ca);
  }
}
