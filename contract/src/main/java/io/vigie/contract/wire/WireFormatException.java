package io.vigie.contract.wire;

/** A message that cannot be read, with the reason that goes to the dead-letter topic. */
public final class WireFormatException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public WireFormatException(String message) {
    super(message);
  }

  public WireFormatException(String message, Throwable cause) {
    super(message, cause);
  }
}
