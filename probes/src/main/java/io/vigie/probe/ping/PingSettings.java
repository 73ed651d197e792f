package io.vigie.probe.ping;

import io.vigie.probe.net.HostPort;
import io.vigie.probe.settings.InvalidSetting;
import io.vigie.probe.settings.Limit;
import io.vigie.probe.settings.Setting;
import io.vigie.probe.settings.ShortForm;

/** What a checklist says of a ping check. */
public record PingSettings(
    @ShortForm @Setting("The host, a name or an address.") String host,
    @Setting(value = "How it is made to answer.", byDefault = "any") PingMethod method,
    @Limit(least = 1, most = 65_535)
        @Setting(value = "The port for tries over TCP.", byDefault = "443")
        int port,
    @Limit(least = 1, most = MOST_TRIES) @Setting(value = "How many tries.", byDefault = "3")
        int count) {

  static final int MOST_TRIES = 10;

  public PingSettings {
    if (port < 1 || port > 65_535) {
      throw new InvalidSetting("port", "must be 1 to 65535, was " + port);
    }
    if (count < 1 || count > MOST_TRIES) {
      throw new InvalidSetting("count", "must be 1 to " + MOST_TRIES + ", was " + count);
    }
    if (host.indexOf(':') >= 0 && !host.startsWith("[")) {
      throw new InvalidSetting(
          "host", "must be without a port, an IPv6 address in brackets, was \"" + host + '"');
    }
    HostPort.parse("host", host, port);
  }

  /** A check of {@code host} that says nothing else. */
  public static PingSettings of(String host) {
    return new PingSettings(host, PingMethod.ANY, 443, 3);
  }

  HostPort place() {
    return new HostPort(HostPort.parse("host", host, port).host(), port);
  }
}
