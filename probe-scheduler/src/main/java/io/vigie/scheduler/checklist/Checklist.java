package io.vigie.scheduler.checklist;

import io.vigie.contract.check.Check;
import java.util.List;

/** A file without errors: the items of one system in one environment. */
public record Checklist(String system, String environment, String title, List<Check> checks) {

  /** What a group of items is by itself. */
  static final Checklist NONE = new Checklist("", "", "", List.of());

  public Checklist {
    checks = List.copyOf(checks);
  }

  static Checklist of(ChecklistForm head, List<Check> checks) {
    return new Checklist(
        head.system().text(),
        head.environment().text(),
        head.title().orElse(head.system().text()),
        checks);
  }
}
