package io.vigie.alert.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vertx.core.Vertx;
import io.vigie.alert.Samples;
import io.vigie.alert.notify.alertmanager.AlertmanagerKind;
import io.vigie.alert.notify.email.EmailKind;
import io.vigie.alert.notify.ntfy.NtfyKind;
import io.vigie.alert.notify.pagerduty.PagerDutyKind;
import io.vigie.alert.notify.slack.SlackBotKind;
import io.vigie.alert.notify.slack.SlackWebhookKind;
import io.vigie.alert.notify.story.Voice;
import io.vigie.alert.notify.teams.TeamsKind;
import io.vigie.alert.notify.webhook.WebhookKind;
import io.vigie.testkit.clock.MutableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds what is written of the channels against what they take. */
class EveryChannelTest {

  private static final Path SOURCES = Path.of("src/main/java/io/vigie/alert/notify");
  private static final Path REFERENCE = Path.of("../docs/reference/channels.md");

  /** Serves as a secret, as an address, and as both. */
  private static final String ANY_SECRET = "https://example.com/0123456789abcdef0123456789";

  /** What may be repeated, because it helps whoever reads it. */
  private static final Set<String> NO_SECRETS =
      Set.of("tls", "open-for", "port", "trust", "from", "to", "host");

  private static final Pattern SETTING = Pattern.compile("(?m)^\\| `([a-z-]+)` \\|");
  private static final Pattern EXAMPLE =
      Pattern.compile("(?m)^vigie\\.alert\\.channels\\.[a-z]+\\.([a-z-]+)=(.+)$");

  private static final Vertx VERTX = Vertx.vertx();

  @AfterAll
  static void stop() {
    VERTX.close().toCompletionStage().toCompletableFuture().join();
  }

  static List<NotifierKind> kinds() {
    SendDeadline deadline = new SendDeadline(Duration.ofSeconds(5));
    WebCalls calls = new WebCalls(VERTX, deadline);
    InstantSource clock = new MutableClock(Samples.START);
    return List.of(
        new SlackBotKind(VERTX, deadline),
        new SlackWebhookKind(VERTX, deadline),
        new EmailKind(VERTX, deadline),
        new WebhookKind(calls, clock),
        new AlertmanagerKind(calls, clock),
        new PagerDutyKind(calls),
        new TeamsKind(calls),
        new NtfyKind(calls));
  }

  @Test
  void noneIsForgottenHere() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      assertThat(
              files
                  .map(file -> file.getFileName().toString())
                  .filter(name -> name.endsWith("Kind.java") && !name.equals("NotifierKind.java")))
          .containsExactlyInAnyOrderElementsOf(
              kinds().stream().map(kind -> kind.getClass().getSimpleName() + ".java").toList());
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void itsSettingsAreInTheReference(NotifierKind kind) throws IOException {
    String section = section(kind);
    Set<String> written = new TreeSet<>();
    Matcher row = SETTING.matcher(section);
    while (row.find()) {
      written.add(row.group(1));
    }
    assertThat(written).isEqualTo(settings(kind));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void itsSettingsAreInItsReadme(NotifierKind kind) throws IOException {
    String readme = Files.readString(SOURCES.resolve(folder(kind)).resolve("README.md"));
    assertThat(settings(kind)).allSatisfy(name -> assertThat(readme).contains('`' + name + '`'));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void itsExampleOpens(NotifierKind kind) throws IOException {
    Map<String, String> example = example(kind);
    assertThat(example).containsEntry("type", kind.type());
    new Channels(kinds(), Voice.PLAIN)
        .open(Map.of("ops", example))
        .values()
        .forEach(Notifier::close);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void whatIsSaidOfAWrongSettingDoesNotRepeatIt(NotifierKind kind) throws IOException {
    Set<String> secret = new TreeSet<>(settings(kind));
    secret.removeAll(NO_SECRETS);
    for (String name : secret) {
      Map<String, String> settings = new TreeMap<>(example(kind));
      settings.remove("type");
      settings.put(name, "planted-\u0007-secret");
      Throwable problem =
          catchThrowable(() -> kind.open(new ChannelSettings("ops", settings)).close());
      if (problem != null) {
        assertThat(problem)
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageStartingWith("vigie.alert.channels.ops.")
            .hasMessageNotContaining("planted")
            .hasNoCause();
      }
    }
  }

  private static Map<String, String> example(NotifierKind kind) throws IOException {
    Map<String, String> example = new TreeMap<>();
    Matcher line = EXAMPLE.matcher(section(kind));
    while (line.find()) {
      example.put(line.group(1), line.group(2).replaceAll("\\$\\{[A-Z_]+}", ANY_SECRET));
    }
    return example;
  }

  private static Set<String> settings(NotifierKind kind) {
    ChannelSettings wrong = new ChannelSettings("ops", Map.of("no-such-setting", "x"));
    String sentence =
        catchThrowableOfType(IllegalArgumentException.class, () -> kind.open(wrong).close())
            .getMessage();
    String names = sentence.substring(sentence.indexOf("settings are ") + "settings are ".length());
    return new TreeSet<>(List.of(names.split(", ", -1)));
  }

  private static String folder(NotifierKind kind) {
    String name = kind.getClass().getPackageName();
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private static String section(NotifierKind kind) throws IOException {
    String reference = Files.readString(REFERENCE);
    int start = reference.indexOf("\n## `" + kind.type() + "`\n");
    assertThat(start).as("docs/reference/channels.md has a section " + kind.type()).isPositive();
    int end = reference.indexOf("\n## ", start + 1);
    return reference.substring(start, end < 0 ? reference.length() : end);
  }
}
