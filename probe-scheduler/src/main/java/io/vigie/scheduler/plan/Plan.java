package io.vigie.scheduler.plan;

import io.vigie.contract.job.RunId;
import java.time.Instant;
import java.util.List;

/** What is to be done now: runs to order, in the order in which they are due, and what went by. */
public record Plan(List<Run> runs, List<Skipped> skipped) {

  /** Nothing to do. */
  public static final Plan NONE = new Plan(List.of(), List.of());

  public Plan {
    runs = List.copyOf(runs);
    skipped = List.copyOf(skipped);
  }

  /**
   * One job to send.
   *
   * @param sendAt when it should be sent
   */
  public record Run(
      Planned planned, Letter letter, Instant dueAt, Instant notAfter, Instant sendAt) {

    public RunId id() {
      return planned.run(letter, dueAt);
    }
  }

  /**
   * Due times of one item that went by unserved.
   *
   * @param first the first of them
   * @param runs how many they are
   */
  public record Skipped(Planned planned, Instant first, long runs, Reason reason) {}

  /** Why due times went by. */
  public enum Reason {
    /** The process stood still, or the clock was set forward. */
    OVERDUE("overdue", "the scheduler was held up"),
    /** The broker took jobs too slowly. */
    CONGESTED("congested", "the broker took no more jobs"),
    /** Whoever planned before was gone. */
    UNATTENDED("unattended", "no scheduler was at work"),
    /** There is no topic for the jobs. */
    NO_TOPIC("no-topic", "no topic for the jobs"),
    /** It was given to the broker and did not get there. */
    NOT_SENT("not-sent", "the broker did not take the job");

    private final String word;
    private final String sentence;

    Reason(String word, String sentence) {
      this.word = word;
      this.sentence = sentence;
    }

    /** The form for metrics. */
    public String word() {
      return word;
    }

    /** The form for people. */
    public String sentence() {
      return sentence;
    }
  }
}
