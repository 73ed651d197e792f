package io.vigie.report.heartbeat;

import io.vigie.contract.check.Check;
import io.vigie.contract.check.ItemId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What is remembered of heartbeats. It outlives this process and is shared by its replicas. */
public interface Heartbeats {

  /** Where the job of an item reports, and what it said. */
  JobReport job(ItemId item);

  /** The item that reports at an address. */
  Optional<Check> at(UUID address);

  /**
   * The items of the system with this key that a slug may mean: several where it is ambiguous. An
   * item whose id is the slug, letter for letter, is meant alone.
   */
  List<Check> named(String key, String slug);

  /** Keeps the words of a ping that is no verdict, if it has any; of each item the newest. */
  void said(ItemId item, Ping ping, Instant at);

  /** When a run began that has not ended. */
  Optional<Instant> startOf(ItemId item, String run);

  /**
   * A run has begun, or begun again.
   *
   * @param endBy when it has run for too long
   */
  void started(ItemId item, String run, Instant at, Optional<Instant> endBy);

  void ended(ItemId item, String run);

  /** Runs that should have ended, and of which that has not been said. */
  List<UnderWay> overdue(Instant now, int most);

  /** It has been said. */
  void told(UnderWay run);

  /** A run that has begun. */
  record UnderWay(Check check, String run, Instant startedAt) {}
}
