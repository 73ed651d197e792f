package io.vigie.report.web;

import io.vigie.contract.alert.Notification.Delivery;
import io.vigie.contract.state.ItemState;
import io.vigie.report.record.Seen;
import io.vigie.report.verdict.Verdict.Decision;

/**
 * A thing that is shown three times over: as a shape, as a word, as a colour.
 *
 * @param shape a character, which the style draws as a shape
 * @param slug names the colour
 */
public record Mark(String shape, String word, String slug) {

  public static Mark of(ItemState state) {
    return new Mark(shape(state), state.word(), state.word());
  }

  /** Something passes, and not all is well. */
  public static Mark warning(String word) {
    return new Mark("▲", word, "warning");
  }

  /** Something is worked on as planned. */
  public static Mark maintenance(String word) {
    return new Mark("‖", word, "maintenance");
  }

  /** Of an incident. */
  public static Mark open(boolean open) {
    return open ? new Mark("■", "open", "failing") : new Mark("●", "resolved", "passing");
  }

  public static Mark of(Decision decision) {
    return new Mark(shape(decision), decision.words(), decision.slug());
  }

  public static Mark of(Seen outcome) {
    return new Mark(shape(outcome), outcome.word(), outcome.word());
  }

  public static Mark of(Delivery delivery) {
    return new Mark(shape(delivery), delivery.word(), delivery.word());
  }

  private static String shape(ItemState state) {
    return switch (state) {
      case PASSING -> "●";
      case FAILING -> "■";
      case UNKNOWN -> "◆";
      case STALE -> "◇";
      case PENDING -> "○";
      case WAIVED -> "□";
      case NOT_APPLICABLE -> "–";
    };
  }

  private static String shape(Decision decision) {
    return switch (decision) {
      case GO -> "●";
      case GO_WITH_RESERVATIONS -> "▲";
      case NO_GO -> "■";
      case UNKNOWN -> "◆";
    };
  }

  private static String shape(Seen outcome) {
    return switch (outcome) {
      case PASSED -> "●";
      case FAILED -> "■";
      case BLIND -> "◆";
      case MISSED -> "◇";
    };
  }

  private static String shape(Delivery delivery) {
    return switch (delivery) {
      case DELIVERED -> "●";
      case PENDING -> "○";
      case UNDELIVERED -> "■";
      case CANCELLED -> "–";
    };
  }
}
