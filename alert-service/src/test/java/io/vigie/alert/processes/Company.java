package io.vigie.alert.processes;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.alert.IncidentId;
import io.vigie.testkit.slack.FakeSlack;
import io.vigie.testkit.slack.SlackMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Two alert-services on one broker and database, two channels, and items that fail. */
final class Company implements AutoCloseable {

  static final int SERVICES = 2;
  static final int CHANNELS = 2;
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final Path JAR = Path.of("target/quarkus-app/quarkus-run.jar");

  /** What a message that tells of many does not name. */
  private static final Pattern MORE = Pattern.compile("^\\W*and (\\d+) more", Pattern.MULTILINE);

  final Backstage backstage;
  final Fleet fleet;
  final List<ServiceProcess> services = new ArrayList<>();
  final Pager pager = Pager.open();
  final FakeSlack slack = FakeSlack.start(0, InstantSource.system());

  Company(Path folder, int items) {
    backstage = Backstage.open(folder);
    fleet = new Fleet(backstage.kafka(), items);
    for (int i = 0; i < SERVICES; i++) {
      Path log = folder.resolve("alert-" + i + ".log");
      services.add(
          ServiceProcess.start(
              JAR, settings(), List.of("-Xmx160m", "-XX:TieredStopAtLevel=1"), log));
    }
    services.forEach(ServiceProcess::awaitReady);
    fleet.define();
  }

  private Map<String, String> settings() {
    Map<String, String> settings = backstage.settings();
    settings.put("vigie.alert.channels.hook.type", "webhook");
    settings.put("vigie.alert.channels.hook.url", pager.url());
    settings.put("vigie.alert.channels.slack.type", "slack-webhook");
    settings.put("vigie.alert.channels.slack.url", slack.webhookUrl());
    settings.put("vigie.alert.unknown-item-patience", "60s");
    settings.put("vigie.alert.delivery.timeout", "3s");
    settings.put("vigie.alert.delivery.lease", "10s");
    settings.put("vigie.alert.delivery.backoff-base", "100ms");
    settings.put("vigie.alert.delivery.backoff-cap", "1s");
    settings.put("vigie.alert.delivery.backoff-unclear", "1s");
    return settings;
  }

  /**
   * All is well now: every failure was told on each channel and so was its end, and nothing twice
   * but where a send was interrupted.
   *
   * @param interruptions how many sends may have been cut short, at most one for each lane each
   *     time
   */
  void judge(String what, int interruptions) {
    fleet.recoverAll();
    List<IncidentId> expected = fleet.incidents();
    Programs.await(
        PATIENCE,
        what + ": all of " + expected.size() + " incidents told and closed",
        () -> new Telling(pager.calls()).unfinished(expected).isEmpty());
    Programs.await(PATIENCE, what + ": Slack was told of each", this::isToldOfAll);
    Telling told = new Telling(pager.calls());
    assertThat(told.invented(expected)).as(what + ": nothing is invented").isEmpty();
    assertThat(told.extra())
        .as(what + ": told more than once")
        .isLessThanOrEqualTo(interruptions * SERVICES);
  }

  /** Those that no message names and that no summary counts without naming them. */
  private boolean isToldOfAll() {
    List<SlackMessage> messages = slack.messages();
    String all = String.join("\n", messages.stream().map(SlackMessage::readable).toList());
    long unnamed = fleet.failed().stream().filter(item -> !all.contains(item.toString())).count();
    long counted = MORE.matcher(all).results().mapToLong(one -> Long.parseLong(one.group(1))).sum();
    return unnamed <= counted;
  }

  @Override
  public void close() {
    services.forEach(ServiceProcess::close);
    fleet.close();
    pager.close();
    slack.close();
    backstage.close();
  }
}
