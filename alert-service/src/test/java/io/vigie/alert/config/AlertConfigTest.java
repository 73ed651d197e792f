package io.vigie.alert.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import io.vigie.alert.notify.Channels;
import io.vigie.alert.notify.NotifierKind;
import io.vigie.alert.notify.SendDeadline;
import io.vigie.alert.notify.slack.SlackWebhookKind;
import io.vigie.alert.notify.story.Voice;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AlertConfigTest {

  @Test
  void hasDefaultsForEverything() {
    AlertConfig config = read(Map.of());
    assertThat(config.channels()).isEmpty();
    assertThat(config.routes()).isEmpty();
    assertThat(config.externalUrl()).isEmpty();
    assertThat(config.unknownItemPatience()).isEqualTo(Duration.ofSeconds(5));
    assertThat(config.keep()).isEqualTo(Duration.ofDays(90));
    assertThat(config.tick()).isEqualTo(Duration.ofSeconds(1));
    assertThat(config.zone()).isEqualTo(ZoneId.of("UTC"));
    assertThat(config.delivery().timeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(config.delivery().backoffBase()).isEqualTo(Duration.ofSeconds(1));
    assertThat(config.delivery().backoffCap()).isEqualTo(Duration.ofSeconds(30));
    assertThat(config.delivery().backoffUnclear()).isEqualTo(Duration.ofSeconds(30));
    assertThat(config.delivery().lease()).isEqualTo(Duration.ofMinutes(2));
    assertThat(config.delivery().fallbackAfter()).isEqualTo(Duration.ofMinutes(15));
    assertThat(config.fallback()).isEmpty();
    assertThat(config.rules()).isEmpty();
    assertThat(config.delivery().maxAge()).isEqualTo(Duration.ofHours(24));
  }

  @Test
  void readsChannelsAndRoutesAndShowsNoValueOfAChannel() {
    AlertConfig config =
        read(
            Map.of(
                "vigie.alert.channels.ops.type", "slack-webhook",
                "vigie.alert.channels.ops.url", "https://hooks.example.com/secret",
                "vigie.alert.routes.chrona-ops", "ops,mail"));
    assertThat(config.channels().get("ops").settings()).containsOnlyKeys("type", "url");
    assertThat(config.channels().get("ops").settings().get("url").get()).endsWith("/secret");
    assertThat(config.channels().get("ops").settings().toString()).doesNotContain("secret");
    assertThat(config.routes().get("chrona-ops")).containsExactly("ops", "mail");
  }

  @Test
  void readsAChannelFromTheEnvironment() {
    AlertConfig config =
        environment(
            Map.of(
                "VIGIE_ALERT_CHANNELS_OPS_TYPE", "slack-webhook",
                "VIGIE_ALERT_CHANNELS_OPS_URL", "https://hooks.example.com/x"));
    assertThat(config.channels().get("ops").settings()).containsOnlyKeys("type", "url");
  }

  @Test
  void readsASettingOfTwoWordsFromTheEnvironment() {
    AlertConfig config =
        environment(
            Map.of(
                "VIGIE_ALERT_CHANNELS_PAGER_TYPE", "pagerduty",
                "VIGIE_ALERT_CHANNELS_PAGER_ROUTING_KEY", "x"));
    assertThat(Revealed.channels(config).get("pager")).containsOnlyKeys("type", "routing-key");
  }

  @Test
  void aSettingThatNamesAnEmptyVariableIsMissed() {
    AlertConfig config =
        read(
            Map.of(
                "SLACK_WEBHOOK_URL", "",
                "vigie.alert.channels.ops.type", "slack-webhook",
                "vigie.alert.channels.ops.url", "${SLACK_WEBHOOK_URL}"));
    assertIsMissed(config, "vigie.alert.channels.ops.url: is required, was absent");
  }

  @Test
  void anEmptySettingFromTheEnvironmentIsMissed() {
    assertIsMissed(
        environment(
            Map.of(
                "VIGIE_ALERT_CHANNELS_OPS_TYPE", "slack-webhook",
                "VIGIE_ALERT_CHANNELS_OPS_URL", "")),
        "vigie.alert.channels.ops.url: is required, was absent");
    assertIsMissed(
        environment(Map.of("VIGIE_ALERT_CHANNELS_OPS_TYPE", "")),
        "vigie.alert.channels.ops.type: must be one of slack-webhook, was absent");
  }

  private static void assertIsMissed(AlertConfig config, String sentence) {
    Vertx vertx = Vertx.vertx();
    try {
      NotifierKind kind = new SlackWebhookKind(vertx, new SendDeadline(Duration.ofSeconds(1)));
      Channels channels = new Channels(List.of(kind), Voice.PLAIN);
      assertThatThrownBy(() -> channels.open(Revealed.channels(config))).hasMessage(sentence);
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  private static AlertConfig environment(Map<String, String> variables) {
    return builder()
        .withSources(new EnvConfigSource(variables, 300))
        .build()
        .getConfigMapping(AlertConfig.class);
  }

  @Test
  void refusesASettingThatDoesNotExist() {
    assertThatThrownBy(() -> read(Map.of("vigie.alert.delivery.timeuot", "1s")))
        .hasMessageContaining("vigie.alert.delivery.timeuot");
  }

  private static AlertConfig read(Map<String, String> settings) {
    return builder()
        .addDefaultInterceptors()
        .withDefaultValues(new HashMap<>(settings))
        .build()
        .getConfigMapping(AlertConfig.class);
  }

  private static SmallRyeConfigBuilder builder() {
    return new SmallRyeConfigBuilder()
        .withMapping(AlertConfig.class)
        .withConverter(Duration.class, 200, AlertConfigTest::duration);
  }

  /** Quarkus reads {@code 10s}; alone, a configuration only knows {@code PT10S}. */
  private static Duration duration(String text) {
    return Duration.parse(text.endsWith("d") ? "P" + text : "PT" + text);
  }
}
