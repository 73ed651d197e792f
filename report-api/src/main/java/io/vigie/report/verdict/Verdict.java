package io.vigie.report.verdict;

import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.Severity;
import io.vigie.contract.state.ItemState;
import java.util.List;
import java.util.Locale;

/**
 * The answer to "are we ready": the decision, the rule that produced it, the items because of
 * which, and the shortest way to GO.
 *
 * @param sentence the reasons in words, such as "2 P0 failing, 1 P0 stale"
 * @param reasons the items that made the decision what it is, worst first; none for GO
 * @param toGo what must happen until the decision is GO, no step of which can be left out
 */
public record Verdict(
    Decision decision, String rule, String sentence, List<Reason> reasons, List<Step> toGo) {

  public Verdict {
    reasons = List.copyOf(reasons);
    toGo = List.copyOf(toGo);
  }

  /** The decisions, worst first. */
  public enum Decision {
    NO_GO("NO-GO"),
    UNKNOWN("UNKNOWN"),
    GO_WITH_RESERVATIONS("GO with reservations"),
    GO("GO");

    private final String words;

    Decision(String words) {
      this.words = words;
    }

    /** As people say it. */
    public String words() {
      return words;
    }

    /** As it is sent and styled: {@code no-go}. */
    public String slug() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** An item that counts against the system. */
  public record Reason(
      ItemId item,
      String title,
      Severity severity,
      boolean recommended,
      ItemState state,
      String because) {}

  /** Something to do about one item, and what is reached once it and all before it are done. */
  public record Step(Reason item, String action, Decision reaches) {}
}
