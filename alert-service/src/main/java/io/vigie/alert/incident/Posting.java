package io.vigie.alert.incident;

import io.vigie.contract.alert.Incident;
import io.vigie.contract.alert.Notification.Occasion;
import io.vigie.contract.check.Check;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A message to send now.
 *
 * @param rows the notifications that it settles: one, or several where one message tells what has
 *     waited together, such as an opening and its resolution
 * @param incident as it is now, with its history and its members; of a test, a digest and a summary
 *     one that stands for no item's failure
 * @param check the check as it was when the incident opened
 * @param attempts how often it has been tried, this time included
 * @param receipt what the channel answered to the first message of the incident, by which a later
 *     one refers to it
 * @param doubtful true when an earlier attempt was never settled, so it may have been sent
 * @param ordinal which of its kind it is, from 0 on: the second reminder has 1
 * @param because why this channel is told, for a person; empty where nothing was noted
 * @param receipts what the channel answered to each message of the incident, oldest first
 * @param listing what a digest or a summary lists
 * @param until until when it is ours alone; whoever settles it later may not be the only one
 */
public record Posting(
    List<UUID> rows,
    String channel,
    Telling telling,
    Incident incident,
    Check check,
    int attempts,
    Optional<String> receipt,
    boolean doubtful,
    Instant causedAt,
    int ordinal,
    String because,
    List<Receipt> receipts,
    Optional<Listing> listing,
    Optional<Instant> until) {

  public Posting {
    rows = List.copyOf(rows);
    receipts = List.copyOf(receipts);
  }

  /** One that nobody else can have. */
  public Posting(
      List<UUID> rows,
      String channel,
      Telling telling,
      Incident incident,
      Check check,
      int attempts,
      Optional<String> receipt,
      boolean doubtful,
      Instant causedAt,
      int ordinal,
      String because,
      List<Receipt> receipts,
      Optional<Listing> listing) {
    this(
        rows,
        channel,
        telling,
        incident,
        check,
        attempts,
        receipt,
        doubtful,
        causedAt,
        ordinal,
        because,
        receipts,
        listing,
        Optional.empty());
  }

  /** The first of its kind, about which nothing more is known. */
  public Posting(
      List<UUID> rows,
      String channel,
      Telling telling,
      Incident incident,
      Check check,
      int attempts,
      Optional<String> receipt,
      boolean doubtful,
      Instant causedAt) {
    this(
        rows,
        channel,
        telling,
        incident,
        check,
        attempts,
        receipt,
        doubtful,
        causedAt,
        0,
        "",
        List.of(),
        Optional.empty());
  }

  /** The same, told as something else, of which it is the so many-th. */
  public Posting as(Telling other, int itsOrdinal) {
    return new Posting(
        rows,
        channel,
        other,
        incident,
        check,
        attempts,
        receipt,
        doubtful,
        causedAt,
        itsOrdinal,
        because,
        receipts,
        listing,
        until);
  }

  /** What a channel answered to one message. */
  public record Receipt(Occasion occasion, int ordinal, String value) {}

  /**
   * What is told in one message of many incidents.
   *
   * @param total how many there are
   * @param open how many of them are not over
   * @param some the first of them, worst first; no more than {@link #MOST_LISTED}
   */
  public record Listing(int total, int open, List<Incident> some) {

    /** More than these are only counted. */
    public static final int MOST_LISTED = 50;

    public Listing {
      some = List.copyOf(some);
    }
  }

  /** What the message says of its incident. */
  public enum Telling {
    /** It has opened. */
    OPENED,
    /** What was told has changed: more items, another state of it. */
    UPDATED,
    /** Somebody looks after it: {@link Incident#acknowledged}. */
    ACKNOWLEDGED,
    /** Somebody said something: the last of {@link Incident#history}. */
    COMMENTED,
    /** Nobody acknowledged it in time. May be the first that this channel is told of it. */
    ESCALATED,
    /** It is still open. */
    REMINDED,
    /** It was told to be over, and fails again. */
    REOPENED,
    /** It is over, and its opening was told. */
    RESOLVED,
    /** It has opened and is over, and nothing was told before. */
    OPENED_AND_RESOLVED,
    /** Somebody wants to see whether the channel works. */
    TEST,
    /** What is open and not urgent: {@link Posting#listing}. */
    DIGEST,
    /** What waited while the channel was away, in one message: {@link Posting#listing}. */
    SUMMARY
  }
}
