package io.vigie.probe.tls;

import io.vigie.probe.net.HostPort;
import io.vigie.probe.settings.InvalidSetting;
import io.vigie.probe.settings.Setting;
import io.vigie.probe.settings.ShortForm;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a checklist says of a tls check. */
public record TlsSettings(
    @ShortForm @Setting("Where to connect: host, or host:port; the usual port is 443.")
        String address,
    @Setting("The name to ask for and to verify; the host where absent.")
        Optional<String> serverName,
    @Setting("The protocol in which TLS is asked for, where it does not come first.")
        Optional<StartTls> startTls,
    @Setting(
            value = "Whether a defect of the certificate is a failure, or a fact to judge.",
            byDefault = "true")
        boolean verify,
    @Setting("Certificates (PEM) to trust instead of the usual authorities.") Optional<String> ca,
    @Setting(value = "The protocols to offer (ALPN).", byDefault = "h2, http/1.1")
        List<String> alpn,
    @Setting(
            value = "The versions to try, each on a connection of its own.",
            byDefault = "TLSv1, TLSv1.1, TLSv1.2, TLSv1.3")
        List<TlsVersion> versions,
    @Setting(
            value = "Whether every cipher suite that is accepted is found out.",
            byDefault = "false")
        boolean cipherScan,
    @Setting(value = "Whom to ask whether the certificate was revoked.", byDefault = "stapled")
        Revocation revocation) {

  static final int USUAL_PORT = 443;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,252}");
  private static final Pattern PROTOCOL = Pattern.compile("[A-Za-z0-9._/-]{1,32}");
  private static final int MOST_PROTOCOLS = 8;

  public TlsSettings {
    HostPort.parse("address", address, USUAL_PORT);
    serverName.ifPresent(TlsSettings::requireName);
    ca.ifPresent(Authorities::requireValid);
    alpn = List.copyOf(alpn);
    versions = List.copyOf(versions);
    if (alpn.size() > MOST_PROTOCOLS || !alpn.stream().allMatch(PROTOCOL.asMatchPredicate())) {
      throw new InvalidSetting(
          "alpn", "must be at most " + MOST_PROTOCOLS + " names such as h2, was " + alpn);
    }
    if (versions.stream().distinct().count() != versions.size()) {
      throw new InvalidSetting("versions", "must be different ones, was " + words(versions));
    }
  }

  private static List<String> words(List<TlsVersion> versions) {
    return versions.stream().map(TlsVersion::word).toList();
  }

  private static void requireName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new InvalidSetting("serverName", "must be a host name, was \"" + name + '"');
    }
  }

  /** A check of one address that says nothing else. */
  public static TlsSettings of(String address) {
    return new TlsSettings(
        address,
        Optional.empty(),
        Optional.empty(),
        true,
        Optional.empty(),
        List.of("h2", "http/1.1"),
        List.of(TlsVersion.values()),
        false,
        Revocation.STAPLED);
  }

  HostPort place() {
    return HostPort.parse("address", address, USUAL_PORT);
  }

  /** The name that the certificate must be made for. */
  String name() {
    return serverName.orElseGet(() -> place().host());
  }
}
