package io.vigie.probe.line;

import io.vigie.probe.settings.Setting;
import io.vigie.probe.settings.ShortForm;
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
        Optional<String> serverName) {

  public static final LineTls OFF = new LineTls(Mode.OFF, true, Optional.empty());
  public static final LineTls ON = new LineTls(Mode.ON, true, Optional.empty());

  /** What is spoken. */
  public enum Mode {
    ON,
    OFF
  }

  public LineTls {
    serverName.ifPresent(name -> Endpoint.requireHost("serverName", name));
  }
}
