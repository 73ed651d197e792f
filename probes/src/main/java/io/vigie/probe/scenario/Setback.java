package io.vigie.probe.scenario;

import io.vigie.contract.result.Outcome.Unmet;
import java.util.List;

/** A step that has not found what it must find: the target's doing. */
final class Setback extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String code;
  private final transient List<Unmet> unmet;

  Setback(String code, String message) {
    this(code, message, List.of());
  }

  Setback(String code, String message, List<Unmet> unmet) {
    super(message, null, false, false);
    this.code = code;
    this.unmet = List.copyOf(unmet);
  }

  String code() {
    return code;
  }

  List<Unmet> unmet() {
    return unmet;
  }
}
