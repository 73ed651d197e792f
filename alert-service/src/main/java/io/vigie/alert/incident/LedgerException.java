package io.vigie.alert.incident;

/** The store could not do what it was asked to. */
public final class LedgerException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final boolean passing;

  public LedgerException(String message, boolean passing, Throwable cause) {
    super(message, cause);
    this.passing = passing;
  }

  /**
   * True when the same call may well work later: the store is away or overloaded. False when the
   * call itself cannot be done, however often it is tried.
   */
  public boolean isPassing() {
    return passing;
  }
}
