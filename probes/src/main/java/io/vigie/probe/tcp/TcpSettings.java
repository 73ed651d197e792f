package io.vigie.probe.tcp;

import io.vigie.probe.net.HostPort;
import io.vigie.probe.settings.InvalidSetting;
import io.vigie.probe.settings.OneOrMore;
import io.vigie.probe.settings.Setting;
import io.vigie.probe.settings.ShortForm;
import java.util.List;

/** What a checklist says of a tcp check. */
public record TcpSettings(
    @ShortForm @Setting("Where to connect, host:port; one or several.") OneOrMore<String> address,
    @Setting(
            value =
                "Whether no address may accept a connection; to be refused or ignored is then an"
                    + " answer.",
            byDefault = "false")
        boolean closed,
    @Setting("What is said once the connection is open, in order.") List<TcpStep> dialogue) {

  static final int MOST_ADDRESSES = 16;
  private static final int MOST_STEPS = 16;

  public TcpSettings {
    dialogue = List.copyOf(dialogue);
    address.values().forEach(each -> HostPort.parse("address", each));
    if (address.values().size() > MOST_ADDRESSES) {
      throw new InvalidSetting(
          "address",
          "must be at most " + MOST_ADDRESSES + " addresses, were " + address.values().size());
    }
    if (dialogue.size() > MOST_STEPS) {
      throw new InvalidSetting(
          "dialogue", "must be at most " + MOST_STEPS + " steps, were " + dialogue.size());
    }
    if (!dialogue.isEmpty() && (closed || address.values().size() > 1)) {
      throw new InvalidSetting("dialogue", "must be with one address that is not to be closed");
    }
  }

  /** A check of one address that says nothing else. */
  public static TcpSettings of(String address) {
    return new TcpSettings(new OneOrMore<>(List.of(address)), false, List.of());
  }

  List<HostPort> addresses() {
    return address.values().stream().map(each -> HostPort.parse("address", each)).toList();
  }
}
