package io.vigie.scheduler.dispatch;

import io.vigie.contract.check.ItemId;
import io.vigie.scheduler.plan.Inheritance;
import io.vigie.scheduler.plan.Planned;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A partition that is being taken over: its checks as far as they are read, and what is known of
 * whoever planned them before. A half-read log still holds what was replaced or removed later in
 * it, so nothing of it is planned before all is read.
 */
final class Estate {

  private final Map<ItemId, Planned> checks = new LinkedHashMap<>();
  private boolean read;
  private Optional<Inheritance> inheritance = Optional.empty();

  void seen(ItemId item, Optional<Planned> check) {
    check.ifPresentOrElse(planned -> checks.put(item, planned), () -> checks.remove(item));
  }

  void read() {
    read = true;
  }

  void inherits(Inheritance from) {
    inheritance = Optional.of(from);
  }

  boolean isComplete() {
    return read && inheritance.isPresent();
  }

  Map<ItemId, Planned> checks() {
    return checks;
  }

  Inheritance inheritance() {
    return inheritance.orElseThrow();
  }
}
