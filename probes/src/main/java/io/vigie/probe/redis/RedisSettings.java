package io.vigie.probe.redis;

import io.vigie.probe.line.Endpoint;
import io.vigie.probe.line.LineTls;
import io.vigie.probe.line.LoginRule;
import io.vigie.probe.settings.InvalidSetting;
import io.vigie.probe.settings.Limit;
import io.vigie.probe.settings.Setting;
import io.vigie.probe.settings.ShortForm;
import java.util.Optional;

/**
 * What a checklist says of a redis check. The password may hold {@code ${secret:NAME}}; a secret's
 * value is never in here.
 */
public record RedisSettings(
    @ShortForm @Setting("Where it runs, a name or an address.") @Limit(pattern = Endpoint.HOST)
        String host,
    @Setting(value = "Its port.", byDefault = "6379") @Limit(least = 1, most = 65535) int port,
    @Setting("Who logs in, where it is not the default user.") Optional<String> user,
    @Setting("The password, best a reference to a secret.") Optional<String> password,
    @Setting(
            value =
                "What must become of the login; refused without a password means that nobody may be"
                    + " answered without one.",
            byDefault = "accepted")
        LoginRule login,
    @Setting(value = "Whether TLS must be spoken, and how it is judged.", byDefault = "{}")
        LineTls tls) {

  public RedisSettings {
    Endpoint.requireHost("host", host);
    Endpoint.requirePort(port);
    if (user.isPresent() && password.isEmpty()) {
      throw new InvalidSetting("user", "must come with a password");
    }
  }
}
