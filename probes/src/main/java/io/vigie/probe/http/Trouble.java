package io.vigie.probe.http;

import java.util.Map;

/**
 * Why a run has no answer to judge. Which phase it happened in is known to the run. Messages hold
 * nothing that was sent.
 */
sealed class Trouble extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String code;

  private Trouble(String code, String message, Throwable cause) {
    super(message, cause, false, false);
    this.code = code;
  }

  /** A stable slug. */
  String code() {
    return code;
  }

  /** The target's: it cannot be reached, or breaks the rules. */
  static final class Broken extends Trouble {
    private static final long serialVersionUID = 1L;

    private final transient Map<String, String> facts;

    Broken(String code, String message) {
      this(code, message, Map.of());
    }

    /** With facts for the evidence. */
    Broken(String code, String message, Map<String, String> facts) {
      super(code, message, null);
      this.facts = facts;
    }

    Map<String, String> facts() {
      return facts;
    }
  }

  /** Ours: nothing was learned of the target. */
  static final class Ours extends Trouble {
    private static final long serialVersionUID = 1L;

    Ours(String code, String message) {
      super(code, message, null);
    }
  }
}
