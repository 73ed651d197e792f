package io.vigie.report.record;

/** A message is not known to have reached the broker. */
public final class UnpublishedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public UnpublishedException(String message, Throwable cause) {
    super(message, cause);
  }
}
