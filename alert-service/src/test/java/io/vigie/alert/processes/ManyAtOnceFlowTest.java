package io.vigie.alert.processes;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.testkit.slack.FakeSlack;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * A thousand checks, each of a system of its own, fail at once. Two channels of Slack and one that
 * is not limited are told by the packaged alert-service.
 */
class ManyAtOnceFlowTest {

  private static final Logger LOG = Logger.getLogger("vigie.many");
  private static final Path JAR = Path.of("target/quarkus-app/quarkus-run.jar");
  private static final int ITEMS = 1_000;
  private static final int MOST_CALLS_A_MINUTE = 60;
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  private final FakeSlack bot = FakeSlack.start(0, InstantSource.system());
  private final FakeSlack hook = FakeSlack.start(0, InstantSource.system());

  @Test
  void aThousandThatFailAtOnceAreOneOpeningEachAndSixtyCallsInTheFirstMinute() {
    try (bot;
        hook;
        Pager pager = Pager.open();
        Backstage backstage = Backstage.open(folder);
        Fleet fleet = new Fleet(backstage.kafka(), ITEMS);
        ServiceProcess service = start(backstage, pager)) {
      service.awaitReady();
      fleet.define();
      long begin = System.nanoTime();
      fleet.failAll();
      var botCalls = inAMinute(bot);
      var hookCalls = inAMinute(hook);
      await(fleet, "each is told", () -> least().openings() >= ITEMS && tells(pager, true));
      LOG.info(() -> said("told", begin));
      fleet.recoverAll();
      await(fleet, "each is closed", () -> least().ends() >= ITEMS && tells(pager, false));
      LOG.info(() -> said("closed", begin));
      await(fleet, "a minute is over", () -> botCalls.isDone() && hookCalls.isDone());
      LOG.info(() -> "in the first minute: " + botCalls.join() + ", " + hookCalls.join());
      assertThat(List.of(botCalls.join(), hookCalls.join()))
          .as("calls in the first minute")
          .allMatch(calls -> calls <= MOST_CALLS_A_MINUTE);
      judge(fleet, new Telling(pager.calls()));
    }
  }

  private void judge(Fleet fleet, Telling paged) {
    for (FakeSlack slack : List.of(bot, hook)) {
      SlackCount count = SlackCount.of(slack.messages());
      assertThat(count.openings()).as("openings told").isEqualTo(ITEMS);
      assertThat(SlackCount.opened(slack.messages())).isNotEmpty().doesNotHaveDuplicates();
      assertThat(count.ends()).as("ends told").isEqualTo(ITEMS);
    }
    assertThat(paged.unfinished(fleet.incidents())).as("told and closed").isEmpty();
    assertThat(paged.invented(fleet.incidents())).as("nothing is invented").isEmpty();
    assertThat(paged.extra()).as("told more than once").isZero();
  }

  private static CompletableFuture<Integer> inAMinute(FakeSlack slack) {
    Executor later = CompletableFuture.delayedExecutor(1, TimeUnit.MINUTES);
    return CompletableFuture.supplyAsync(slack::requests, later);
  }

  /** Waits while the runners go on. */
  private static void await(Fleet fleet, String what, Callable<Boolean> isSo) {
    Programs.await(
        PATIENCE,
        what,
        () -> {
          fleet.goOn();
          return isSo.call();
        });
  }

  private SlackCount least() {
    SlackCount one = SlackCount.of(bot.messages());
    SlackCount other = SlackCount.of(hook.messages());
    return new SlackCount(
        Math.min(one.openings(), other.openings()), Math.min(one.ends(), other.ends()), 0);
  }

  private static boolean tells(Pager pager, boolean firing) {
    return pager.calls().stream().filter(call -> call.isFiring() == firing).count() >= ITEMS;
  }

  private String said(String what, long begin) {
    return "%s after %d ms: bot %s in %d calls, webhook %s in %d calls"
        .formatted(
            what,
            TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin),
            SlackCount.of(bot.messages()),
            bot.requests(),
            SlackCount.of(hook.messages()),
            hook.requests());
  }

  private ServiceProcess start(Backstage backstage, Pager pager) {
    Map<String, String> settings = backstage.settings();
    settings.put("vigie.alert.channels.ops.type", "slack-bot");
    settings.put("vigie.alert.channels.ops.api", bot.apiUrl());
    settings.put("vigie.alert.channels.ops.token", FakeSlack.TOKEN);
    settings.put("vigie.alert.channels.ops.channel", "C0OPS");
    settings.put("vigie.alert.channels.chat.type", "slack-webhook");
    settings.put("vigie.alert.channels.chat.url", hook.webhookUrl());
    settings.put("vigie.alert.channels.pager.type", "webhook");
    settings.put("vigie.alert.channels.pager.url", pager.url());
    settings.put("vigie.alert.unknown-item-patience", "60s");
    List<String> flags = List.of("-Xmx160m", "-XX:TieredStopAtLevel=1");
    return ServiceProcess.start(JAR, settings, flags, folder.resolve("alert.log"));
  }
}
