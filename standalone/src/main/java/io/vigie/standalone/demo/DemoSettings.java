package io.vigie.standalone.demo;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
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

  @WithDefault("0")
  int slackPort();

  @WithDefault("0")
  int mailPort();

  /** Where the mailbox writes the certificate that its senders are to trust. */
  Optional<Path> mailCertificate();
}
