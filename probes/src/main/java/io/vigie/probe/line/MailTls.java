package io.vigie.probe.line;

import io.vigie.probe.settings.Setting;
import io.vigie.probe.settings.ShortForm;
import io.vigie.probe.web.Trust;
import java.util.Optional;

/** Whether and when TLS is spoken with a mail server, and how it is judged. */
public record MailTls(
    @ShortForm
        @Setting(
            value =
                "starttls changes to TLS after the greeting, implicit begins with it, off sends"
                    + " everything in clear.",
            byDefault = "starttls with smtp, implicit with imap")
        Optional<Mode> mode,
    @Setting(
            value = "Whether the certificate must be trusted, valid today and made for the host.",
            byDefault = "true")
        boolean verify,
    @Setting("The name that the certificate must be made for, where it is not the host.")
        Optional<String> serverName,
    @Setting("Who is trusted instead of those that the runner trusts: certificates as PEM.")
        Optional<String> ca) {

  /** When TLS begins. */
  public enum Mode {
    STARTTLS,
    IMPLICIT,
    OFF
  }

  public MailTls {
    serverName.ifPresent(name -> Endpoint.requireHost("serverName", name));
    var _ = new Trust(verify, ca);
  }

  /** How the certificate of {@code host} is judged. */
  public Judging of(String host) {
    return new Judging(serverName.orElse(host), verify, ca);
  }
}
