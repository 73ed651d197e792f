package io.vigie.standalone.demo;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.vigie.testkit.twin.signal.SignalPorts;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** Whether there is a demo in this process, and where its parts listen. */
@ConfigMapping(prefix = "vigie.demo")
public interface DemoSettings {

  @WithDefault("false")
  boolean enabled();

  @WithDefault("0")
  int shopPort();

  @WithDefault("0")
  int wikiPort();

  /** The twin of render-signal-server. */
  Signal signal();

  @WithDefault("0")
  int slackPort();

  @WithDefault("0")
  int mailPort();

  @WithDefault("0")
  int outsidePort();

  /** Where the mailbox writes the certificate that its senders are to trust. */
  Optional<Path> mailCertificate();

  /** Where the parts of the twin listen. */
  interface Signal {

    @WithDefault("0")
    int sitePort();

    @WithDefault("0")
    int gunicornPort();

    @WithDefault("0")
    int imapPort();

    @WithDefault("0")
    int smtpPort();

    @WithDefault("0")
    int redisPort();

    @WithDefault("0")
    int hookPort();

    /** Whom it tells of mails. */
    Optional<URI> webhook();

    /** Where its authority is written, so that this process trusts it. */
    Optional<Path> trust();

    /** All of them. */
    default SignalPorts ports() {
      return new SignalPorts(
          sitePort(), gunicornPort(), imapPort(), smtpPort(), redisPort(), hookPort());
    }
  }
}
