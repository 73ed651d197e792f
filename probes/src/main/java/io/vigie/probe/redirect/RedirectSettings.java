package io.vigie.probe.redirect;

import io.vigie.probe.http.HttpSettings;
import io.vigie.probe.http.HttpTls;
import io.vigie.probe.settings.InvalidSetting;
import io.vigie.probe.settings.Limit;
import io.vigie.probe.settings.Setting;
import io.vigie.probe.settings.ShortForm;
import java.util.Optional;

/** What a checklist says of a redirect check. */
public record RedirectSettings(
    @ShortForm @Setting("Where to begin, an absolute http or https URL.") String url,
    @Limit(least = 1, most = MOST)
        @Setting(value = "How many redirects may follow each other.", byDefault = "5")
        int most,
    @Setting(value = "Whether certificates on the way must be trusted.", byDefault = "true")
        boolean verify,
    @Setting("Who is trusted instead of those that the runner trusts: certificates as PEM.")
        Optional<String> ca) {

  static final int MOST = 20;

  public RedirectSettings {
    HttpSettings.of(url);
    var _ = tls(verify, ca);
    if (url.contains("${") || !Step.isUrl(url)) {
      throw new InvalidSetting(
          "url", "must have no secret in it, and a host of letters, digits and dashes");
    }
    if (most < 1 || most > MOST) {
      throw new InvalidSetting("most", "must be 1 to " + MOST + ", was " + most);
    }
  }

  /** A check of {@code url} that says nothing else. */
  public static RedirectSettings of(String url) {
    return new RedirectSettings(url, 5, true, Optional.empty());
  }

  HttpTls tls() {
    return tls(verify, ca);
  }

  private static HttpTls tls(boolean verify, Optional<String> ca) {
    return new HttpTls(verify, ca, Optional.empty(), Optional.empty());
  }
}
