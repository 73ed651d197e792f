package io.vigie.alert.simulation;

import io.vigie.alert.route.Routes;
import io.vigie.alert.route.Rule;
import io.vigie.alert.route.RuleReader;
import io.vigie.alert.silence.Silences;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How the service of the simulation is set up. */
final class Desk {

  static final String SLACK = "slack";
  static final String MAIL = "mail";

  /** Who is told when nobody acknowledges, and when another channel will not have it. */
  static final String BOSS = "boss";

  static final List<String> CHANNELS = List.of(BOSS, MAIL, SLACK);
  static final Duration ESCALATE_AFTER = Duration.ofSeconds(30);

  /** A message that waits so long is told to the boss too. */
  static final Duration LATE = Duration.ofSeconds(40);

  static final Duration FRESH = Duration.ofSeconds(15);

  private static final List<Rule> RULES =
      new RuleReader(ZoneOffset.UTC)
          .read(
              Map.of(
                  "10",
                  Map.of(
                      "match.severity", "P0",
                      "escalate-after", "30s",
                      "escalate-to", BOSS,
                      "remind", "60s"),
                  "20",
                  Map.of("match.severity", "P1", "quiet", "08:01-08:02"),
                  "30",
                  Map.of("match.severity", "P2", "channels", MAIL)));

  private Desk() {}

  static Routes routes(Silences silences) {
    return new Routes(
        RULES, Map.of("default", List.of(MAIL, SLACK)), CHANNELS, Optional.of(BOSS), silences);
  }
}
