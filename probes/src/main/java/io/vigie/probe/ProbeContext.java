package io.vigie.probe;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the runner lends to a kind for one run. */
public interface ProbeContext {

  Vertx vertx();

  /** The wall-clock time at the start of the run. */
  Instant startedAt();

  /** What is left of the one deadline of this run; never negative. */
  Duration remaining();

  /** Has {@code connection} closed at the deadline, or when the run ends, whichever is first. */
  void closeAtDeadline(Runnable connection);

  /**
   * Resolves a host and judges every address by the runner's egress policy. Fails with {@link
   * TargetRefused} when none may be reached, and with {@link java.net.UnknownHostException} when
   * there is none.
   */
  Future<List<InetAddress>> resolve(String host);

  /** Replaces {@code ${secret:NAME}} references in a setting; fails with {@link SecretMissing}. */
  String reveal(String textWithReferences);

  /**
   * Has {@code value} taken out of all that this run says, as a secret is: what a target gave away
   * in the course of it, such as a token or the value of a cookie. Empty values are passed over.
   */
  void conceal(String value);

  /**
   * Has the target left alone for so long after this run, where nothing else may run beside it:
   * what this run did may still shut others out, who would hold it against the target. The last
   * word counts.
   */
  default void leaveAlone(Duration after) {}

  /**
   * What this runner is equipped with beside names, secrets and time, such as an address of its own
   * that applications send to. Absent where whoever runs it has not switched it on; a kind that
   * needs it is blind there and says which setting is missing.
   */
  default <T> Optional<T> equipment(Class<T> type) {
    return Optional.empty();
  }

  /** A target that the egress policy refuses. Says nothing of the target's health. */
  final class TargetRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TargetRefused(String message) {
      super(message);
    }
  }

  /** A secret that this runner does not have. */
  final class SecretMissing extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SecretMissing(String message) {
      super(message);
    }
  }
}
