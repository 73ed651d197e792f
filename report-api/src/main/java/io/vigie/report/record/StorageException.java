package io.vigie.report.record;

/** The store could not do what was asked. */
public final class StorageException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final boolean blameOnMessage;

  public StorageException(String message, boolean blameOnMessage, Throwable cause) {
    super(message, cause);
    this.blameOnMessage = blameOnMessage;
  }

  /** True when the store refused the content itself, so that trying again cannot help. */
  public boolean isBlamedOnMessage() {
    return blameOnMessage;
  }
}
