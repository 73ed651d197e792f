package io.vigie.scheduler.checklist;

import io.vigie.contract.check.Check;
import java.util.List;

/** A file without errors: the items of one system in one environment. */
public record Checklist(String system, String environment, String title, List<Check> checks) {

  public Checklist {
    checks = List.copyOf(checks);
  }
}
