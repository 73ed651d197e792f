package io.vigie.contract.due;

/**
 * A cron expression that cannot be meant; the message says where, what is required, what was found.
 */
public final class InvalidCronException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  InvalidCronException(String message) {
    super(message);
  }
}
