package io.vigie.probe.net;

import java.util.Map;

/**
 * Why a run has no answer to judge. Which phase it happened in is known to the run. Messages hold
 * nothing that was sent.
 */
public abstract sealed class Trouble extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String code;

  private Trouble(String code, String message, Throwable cause) {
    super(message, cause, false, false);
    this.code = code;
  }

  /** A stable slug. */
  public String code() {
    return code;
  }

  /** The target's: it cannot be reached, or breaks the rules. */
  public static final class Broken extends Trouble {
    private static final long serialVersionUID = 1L;

    private final transient Map<String, String> facts;

    public Broken(String code, String message) {
      this(code, message, Map.of());
    }

    /** With facts for the evidence. */
    public Broken(String code, String message, Map<String, String> facts) {
      super(code, message, null);
      this.facts = facts;
    }

    public Map<String, String> facts() {
      return facts;
    }
  }

  /** Ours: nothing was learned of the target. */
  public static final class Ours extends Trouble {
    private static final long serialVersionUID = 1L;

    public Ours(String code, String message) {
      super(code, message, null);
    }
  }
}
