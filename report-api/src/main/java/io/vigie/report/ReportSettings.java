package io.vigie.report;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.Secret;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** What can be set of report-api. */
@ConfigMapping(prefix = "vigie.report")
public interface ReportSettings {

  /** What a result may be late on its way to us before a green item is shown as stale. */
  @WithDefault("15s")
  Duration freshnessMargin();

  Retention retention();

  Retry retry();

  Stream stream();

  Metrics metrics();

  Asking asking();

  Heartbeat heartbeat();

  Slack slack();

  /** How much history is kept. */
  interface Retention {

    /** Results older than this are removed, but for the newest {@code atLeast} of each item. */
    @WithDefault("30d")
    Duration results();

    /** No more results than this are kept of an item. */
    @WithDefault("2000")
    int atMost();

    /** So many results are kept of an item however old they are. */
    @WithDefault("50")
    int atLeast();

    /** Resolved incidents older than this are removed, and so is what is left of removed items. */
    @WithDefault("400d")
    Duration incidents();

    /** What an item was in longer ago than this is forgotten; uptime looks back 30 days. */
    @WithDefault("90d")
    Duration states();

    /** How often old rows are removed. */
    @WithDefault("15m")
    Duration every();
  }

  /** What happens while the database does not answer. */
  interface Retry {

    @WithDefault("200ms")
    Duration first();

    @WithDefault("10s")
    Duration longest();
  }

  /** The live stream. */
  interface Stream {

    @WithDefault("15s")
    Duration heartbeat();

    /** More watchers are turned away. */
    @WithDefault("200")
    int maxWatchers();
  }

  /** What is exported to Prometheus. */
  interface Metrics {

    @WithDefault("10s")
    Duration every();

    /** The states of no more items than this are exported one by one. */
    @WithDefault("2000")
    int maxItems();
  }

  /** How often something may be asked for from outside. */
  interface Asking {

    /** Signatures, deployments and runs, of each item or system within a minute. */
    @WithDefault("12")
    int perMinute();
  }

  /** Jobs that report themselves. */
  interface Heartbeat {

    /** Pings of each job within a minute; more are turned away. */
    @WithDefault("60")
    int perMinute();

    /** How often it is looked for runs that go on for too long. */
    @WithDefault("1s")
    Duration watchEvery();
  }

  /** Buttons in Slack. */
  interface Slack {

    /** By which it is known that a request is Slack's; without it there is no such address. */
    Optional<Secret<String>> signingSecret();
  }
}
