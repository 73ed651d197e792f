package io.vigie.scheduler.checklist;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.Meaning;
import io.vigie.contract.check.ProbeOrder;
import io.vigie.contract.check.Schedule;
import io.vigie.contract.check.Severity;
import io.vigie.contract.check.Thresholds;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The item that Vigie brings along to see whether it works itself (docs/reference/own-health.md).
 */
public final class CanaryItem {

  private static final Duration LONGEST_LOOK = Duration.ofSeconds(5);

  private CanaryItem() {}

  /**
   * What looks at a target that is bad by turns.
   *
   * @param target where alert-service serves it, as a runner of {@code location} reaches it
   */
  public static Check check(URI target, String location, Duration every) {
    Duration timeout = every.compareTo(LONGEST_LOOK) < 0 ? every : LONGEST_LOOK;
    return Revision.stamped(
        new Check(
            ItemId.CANARY,
            "",
            meaning(),
            new Schedule.Every(every, Duration.ZERO),
            new Thresholds(1, 1, 1),
            new ProbeOrder(
                "http",
                JsonNodeFactory.instance.objectNode().put("url", target.toString()),
                List.of("status == 200"),
                location,
                timeout),
            Check.DEFAULT_ROUTE));
  }

  private static Meaning meaning() {
    return new Meaning(
        "Vigie itself",
        "The whole loop works",
        Meaning.UNCATEGORISED,
        Severity.P2,
        Optional.empty(),
        Optional.of("It fails by turns, on purpose: each failure shows that Vigie would tell one."),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        "en",
        List.of());
  }
}
