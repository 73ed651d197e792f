package io.vigie.alert.followup;

import io.vigie.alert.followup.Digest.Message;
import io.vigie.alert.followup.Digest.Told;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/**
 * What is kept about incidents that go on. Several processes may look at the same time: none looks
 * at what another is looking at, and each message is owed once.
 */
public interface FollowUps {

  /** Looks at incidents whose time has come, and writes what is decided of each. */
  Looked look(Function<Situation, NextStep> decide, Instant now, int limit);

  /** Incidents that were open at {@code to}, or that ended after {@code from}. */
  List<Told> between(Instant from, Instant to);

  /** Owes digests; returns how many were not owed before. */
  int owe(List<Message> digests, Instant now);

  /** Forgets what people asked for, and what was told of no incident, before the given time. */
  int forget(Instant before);

  /** How many incidents were looked at, and how many messages are owed for it. */
  record Looked(int incidents, int messages) {}
}
