package io.vigie.probe.http;

import io.vigie.probe.settings.InvalidSetting;
import io.vigie.probe.settings.Setting;
import java.util.Optional;

/** How TLS is judged before anything is sent, and whom we say to be. */
public record HttpTls(
    @Setting(
            value = "Whether the certificate must be trusted, valid today and made for the host.",
            byDefault = "true")
        boolean verify,
    @Setting("Who is trusted instead of those that the runner trusts: certificates as PEM.")
        Optional<String> ca,
    @Setting("What is shown to a server that asks for a certificate, as PEM.")
        Optional<String> certificate,
    @Setting("The private key of certificate as PEM, PKCS#8: only as ${secret:NAME}.")
        Optional<String> key) {

  static final HttpTls DEFAULT = new HttpTls(true);

  /** Without certificates. */
  public HttpTls(boolean verify) {
    this(verify, Optional.empty(), Optional.empty(), Optional.empty());
  }

  public HttpTls {
    if (certificate.isPresent() != key.isPresent()) {
      throw new InvalidSetting("key", "certificate and key must be given both or neither");
    }
    if (key.isPresent() && !key.get().strip().matches("\\$\\{secret:[^}]*}")) {
      throw new InvalidSetting("key", "must be a reference such as ${secret:NAME}");
    }
    if (ca.isPresent() && !verify) {
      throw new InvalidSetting("ca", "must be left out with verify: false, which trusts anybody");
    }
  }
}
