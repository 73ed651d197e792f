package io.vigie.scheduler.checklist;

import java.util.Optional;
import java.util.Set;

/** What decides about an item, as an author writes it, and which keys make sense beside it. */
enum Decider {
  PROBE("", "it is looked at"),
  HEARTBEAT("heartbeat", "the job itself reports"),
  ATTEST("attest", "a person signs"),
  ROLLUP("rollup", "other items decide");

  private static final Set<String> LOOKING =
      Set.of(
          "expect",
          "warn",
          "timeout",
          "retry",
          "fails",
          "recovers",
          "confirm",
          "location",
          "quorum",
          "effect",
          "between",
          "on",
          "every",
          "cron",
          "at",
          "zone",
          "grace");
  private static final Set<String> WITHIN_HEARTBEAT =
      Set.of("every", "cron", "at", "zone", "grace");
  private static final Set<String> ALWAYS = Set.of("category", "severity", "phase", "polarity");

  private final String key;
  private final String how;

  Decider(String key, String how) {
    this.key = key;
    this.how = how;
  }

  /** The key that stands for it; empty where it is the name of a kind. */
  String key() {
    return key;
  }

  /** Whether a default of the file says something of such an item. */
  boolean takesByDefault(String name) {
    return this == PROBE || ALWAYS.contains(name);
  }

  /** Why a key must not stand in such an item. */
  Optional<String> refusal(String name) {
    if (this == PROBE || !LOOKING.contains(name) || (this == ATTEST && name.equals("grace"))) {
      return Optional.empty();
    }
    boolean within =
        (this == HEARTBEAT && WITHIN_HEARTBEAT.contains(name))
            || (this == ATTEST && name.equals("every"));
    return Optional.of(
        within
            ? "must stand within " + key + ", stood beside it"
            : "must be absent where " + how + " (" + key + "), was given");
  }
}
