package io.vigie.probe.dns;

import io.vigie.probe.net.HostPort;
import io.vigie.probe.settings.InvalidSetting;
import io.vigie.probe.settings.Setting;
import io.vigie.probe.settings.ShortForm;
import java.util.List;

/** What a checklist says of a dns check. */
public record DnsSettings(
    @ShortForm @Setting("The name to ask for.") String name,
    @Setting(value = "The type of records to ask for.", byDefault = "A") RecordType type,
    @Setting(
            value = "Whom to ask: host, or host:port; the usual port is 53.",
            byDefault = "1.1.1.1, 8.8.8.8")
        List<String> resolvers,
    @Setting(
            value =
                "Whether there must be no such record; to have none, or no such name, is then an"
                    + " answer.",
            byDefault = "false")
        boolean absent) {

  static final int USUAL_PORT = 53;
  static final List<String> USUAL_RESOLVERS = List.of("1.1.1.1", "8.8.8.8");
  private static final int MOST_RESOLVERS = 8;

  public DnsSettings {
    resolvers = List.copyOf(resolvers);
    DnsName.requireValid("name", name);
    if (resolvers.isEmpty() || resolvers.size() > MOST_RESOLVERS) {
      throw new InvalidSetting(
          "resolvers", "must be 1 to " + MOST_RESOLVERS + ", were " + resolvers.size());
    }
    resolvers.forEach(each -> HostPort.parse("resolvers", each, USUAL_PORT));
  }

  List<HostPort> places() {
    return resolvers.stream().map(each -> HostPort.parse("resolvers", each, USUAL_PORT)).toList();
  }

  DnsQuestion question() {
    return new DnsQuestion(DnsName.normal(name), type);
  }
}
