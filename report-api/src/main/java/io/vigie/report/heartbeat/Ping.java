package io.vigie.report.heartbeat;

import java.util.Optional;
import java.util.UUID;

/**
 * One sign of life of a job.
 *
 * @param rid which run it belongs to, where the job says
 * @param body what the job said with it
 */
public record Ping(Signal signal, Optional<UUID> rid, PingBody body) {

  /** What the job says. */
  public sealed interface Signal {

    /** Reads the last part of the address; what is none is none. */
    static Optional<Signal> parse(String text) {
      return switch (text) {
        case "start" -> Optional.of(new Started());
        case "fail" -> Optional.of(new Failed());
        case "log" -> Optional.of(new Logged());
        default -> exited(text);
      };
    }

    /** As it is written in the address and shown. */
    default String word() {
      return switch (this) {
        case Started _ -> "start";
        case Succeeded _ -> "success";
        case Failed _ -> "fail";
        case Exited(int status) -> Integer.toString(status);
        case Logged _ -> "log";
      };
    }

    private static Optional<Signal> exited(String text) {
      if (!text.matches("[0-9]{1,3}") || Integer.parseInt(text) > 255) {
        return Optional.empty();
      }
      int status = Integer.parseInt(text);
      return Optional.of(new Exited(status));
    }
  }

  /** A run has begun. */
  public record Started() implements Signal {}

  /** A run has ended well. */
  public record Succeeded() implements Signal {}

  /** A run has ended badly. */
  public record Failed() implements Signal {}

  /** A run has ended with this status; well with 0. */
  public record Exited(int status) implements Signal {}

  /** Nothing but words. */
  public record Logged() implements Signal {}

  /** The run as it is kept; of a job that does not name its runs there is one. */
  public String run() {
    return rid.map(UUID::toString).orElse("");
  }
}
