package io.vigie.alert.flow;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vigie.embedded.Infrastructure;
import io.vigie.testkit.mail.FakeMailServer;
import io.vigie.testkit.slack.FakeSlack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;

/** A real broker, a real database, a Slack and a mail server that are not. */
public final class Surroundings implements QuarkusTestResourceLifecycleManager {

  private FakeSlack slack;
  private FakeMailServer mail;
  private Infrastructure infrastructure;

  @Override
  public Map<String, String> start() {
    infrastructure = Infrastructure.shared();
    slack = FakeSlack.start(0, InstantSource.system());
    mail = FakeMailServer.start(0, InstantSource.system());
    Map<String, String> settings = new HashMap<>();
    settings.put("kafka.bootstrap.servers", infrastructure.kafkaBootstrap());
    settings.put("quarkus.datasource.alert.jdbc.url", infrastructure.freshDatabase());
    settings.put("quarkus.datasource.alert.username", infrastructure.username());
    settings.put("quarkus.datasource.alert.password", infrastructure.password());
    settings.put("quarkus.http.test-port", "0");
    settings.put("vigie.alert.unknown-item-patience", "2s");
    settings.put("vigie.alert.delivery.timeout", "10s");
    settings.put("vigie.alert.delivery.backoff-base", "50ms");
    settings.put("vigie.alert.delivery.backoff-cap", "200ms");
    settings.put("vigie.alert.delivery.backoff-unclear", "500ms");
    slack("vigie.alert.channels.", settings);
    mail("vigie.alert.channels.mailbox.", settings);
    settings.put("vigie.alert.routes.default", "bot,mailbox");
    settings.put("vigie.alert.routes.hook", "hook");
    settings.put("vigie.alert.fallback", "mailbox");
    settings.put("vigie.alert.rules.1.match.item", "NIGHT-*");
    settings.put("vigie.alert.rules.1.quiet", aroundNow());
    settings.put("vigie.alert.rules.1.channels", "hook");
    return settings;
  }

  /** Quiet hours that have begun and last longer than the tests. */
  private static String aroundNow() {
    LocalTime now = LocalTime.ofInstant(InstantSource.system().instant(), ZoneOffset.UTC);
    DateTimeFormatter minutes = DateTimeFormatter.ofPattern("HH:mm");
    return minutes.format(now.minusHours(1)) + "-" + minutes.format(now.plusHours(6));
  }

  private void slack(String prefix, Map<String, String> settings) {
    settings.put(prefix + "hook.type", "slack-webhook");
    settings.put(prefix + "hook.url", slack.webhookUrl());
    settings.put(prefix + "hook.rate", "none");
    settings.put(prefix + "bot.rate", "none");
    settings.put(prefix + "bot.type", "slack-bot");
    settings.put(prefix + "bot.token", FakeSlack.TOKEN);
    settings.put(prefix + "bot.channel", "C0OPS");
    settings.put(prefix + "bot.api", slack.apiUrl());
  }

  private void mail(String prefix, Map<String, String> settings) {
    settings.put(prefix + "type", "email");
    settings.put(prefix + "host", "localhost");
    settings.put(prefix + "port", Integer.toString(mail.port()));
    settings.put(prefix + "from", "vigie@example.com");
    settings.put(prefix + "to", "ops@example.com");
    settings.put(prefix + "username", FakeMailServer.USER);
    settings.put(prefix + "password", FakeMailServer.PASSWORD);
    settings.put(prefix + "trust", certificate().toString());
  }

  private Path certificate() {
    try {
      Path file = Files.createTempFile("vigie-mail-", ".pem");
      file.toFile().deleteOnExit();
      return Files.writeString(file, mail.certificate().pem());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(slack, new TestInjector.MatchesType(FakeSlack.class));
    injector.injectIntoFields(mail, new TestInjector.MatchesType(FakeMailServer.class));
    injector.injectIntoFields(infrastructure, new TestInjector.MatchesType(Infrastructure.class));
  }

  @Override
  public void stop() {
    slack.close();
    mail.close();
  }
}
