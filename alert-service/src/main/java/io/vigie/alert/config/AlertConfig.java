package io.vigie.alert.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.Secret;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code vigie.alert.*}. */
@ConfigMapping(prefix = "vigie.alert")
public interface AlertConfig {

  /**
   * The channels by name; each has a {@code type} and the settings of that type. Any value may be a
   * secret, so none is ever shown.
   */
  Map<String, Channel> channels();

  /** The channels behind each route. */
  Map<String, List<String>> routes();

  /** What is done with incidents of some items, by number: {@link io.vigie.alert.route.Rule}. */
  Map<String, Rule> rules();

  /** The channel that is told where another will not have it. */
  Optional<String> fallback();

  /** Where people live: messages name times in UTC and there, and rules mean that clock. */
  @WithDefault("UTC")
  ZoneId zone();

  /** Where people find Vigie's pages; messages link there once it is known. */
  Optional<String> externalUrl();

  /** How long a result waits for the check that it belongs to. */
  @WithDefault("5s")
  Duration unknownItemPatience();

  /** How often silence is looked for. */
  @WithDefault("1s")
  Duration tick();

  /** How long an incident is kept after it was resolved. */
  @WithDefault("90d")
  Duration keep();

  Delivery delivery();

  /** The settings of one channel, {@code type} among them. */
  interface Channel {
    @WithParentName
    Map<String, Secret<String>> settings();
  }

  /** The settings of one rule. */
  interface Rule {
    @WithParentName
    Map<String, String> settings();
  }

  /** How messages are tried again. */
  interface Delivery {

    /** How long one attempt may take. */
    @WithDefault("10s")
    Duration timeout();

    /** The longest pause after the first attempt; it doubles with each further one. */
    @WithDefault("1s")
    Duration backoffBase();

    /** The longest pause at all. */
    @WithDefault("30s")
    Duration backoffCap();

    /** The shortest pause after an attempt that may have succeeded. */
    @WithDefault("30s")
    Duration backoffUnclear();

    /** How long a message is taken for; a process that died gives it back after that. */
    @WithDefault("2m")
    Duration lease();

    /** When a message that a channel has not taken yet is told on the fallback channel too. */
    @WithDefault("15m")
    Duration fallbackAfter();

    /** When a message is given up and shown as undelivered. */
    @WithDefault("24h")
    Duration maxAge();
  }
}
