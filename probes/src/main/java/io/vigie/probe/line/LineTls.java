package io.vigie.probe.line;

import io.vigie.probe.settings.Setting;
import io.vigie.probe.settings.ShortForm;
import io.vigie.probe.web.Trust;
import java.util.Optional;

/** Whether TLS is spoken, and how it is judged before anything is sent. */
public record LineTls(
    @ShortForm
        @Setting(
            value = "Whether TLS must be spoken; off sends everything in clear.",
            byDefault = "on")
        Mode mode,
    @Setting(
            value = "Whether the certificate must be trusted, valid today and made for the host.",
            byDefault = "true")
        boolean verify,
    @Setting("The name that the certificate must be made for, where it is not the host.")
        Optional<String> serverName,
    @Setting("Who is trusted instead of those that the runner trusts: certificates as PEM.")
        Optional<String> ca) {

  public static final LineTls OFF = new LineTls(Mode.OFF, true, Optional.empty(), Optional.empty());
  public static final LineTls ON = new LineTls(Mode.ON, true, Optional.empty(), Optional.empty());

  /** What is spoken. */
  public enum Mode {
    ON,
    OFF
  }

  public LineTls {
    serverName.ifPresent(name -> Endpoint.requireHost("serverName", name));
    var _ = new Trust(verify, ca);
  }

  /** How the certificate of {@code host} is judged. */
  public Judging of(String host) {
    return new Judging(serverName.orElse(host), verify, ca);
  }
}
