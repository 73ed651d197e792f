package io.vigie.probe.scenario;

import io.vigie.probe.settings.InvalidSetting;
import io.vigie.probe.settings.OneOrMore;
import io.vigie.probe.settings.Setting;
import io.vigie.probe.settings.ShortForm;
import java.util.List;
import java.util.Optional;

/** Which forgeries of the bearer token must be refused. */
public record ScenarioForge(
    @ShortForm @Setting("How the token is forged; one way or several.") OneOrMore<Forgery> how,
    @Setting("For hs256-with-public-key: the key, as PEM or a JSON Web Key.")
        Optional<String> publicKey,
    @Setting("For hs256-with-known-keys: keys that must not be in use; may hold secrets.")
        List<String> known) {

  private static final int MOST_KNOWN = 20;

  public ScenarioForge {
    known = List.copyOf(known);
    require("publicKey", Forgery.HS256_WITH_PUBLIC_KEY, how, publicKey.isPresent());
    require("known", Forgery.HS256_WITH_KNOWN_KEYS, how, !known.isEmpty());
    if (known.size() > MOST_KNOWN) {
      throw new InvalidSetting("known", "must be at most " + MOST_KNOWN + ", were " + known.size());
    }
  }

  private static void require(
      String component, Forgery way, OneOrMore<Forgery> how, boolean given) {
    if (how.values().contains(way) != given) {
      throw new InvalidSetting(
          component,
          "must be given for this forgery and for no other, " + (given ? "was" : "is absent"));
    }
  }
}
