package io.vigie.embedded;

/**
 * The broker or the database could not be started or stopped. The message is written for the person
 * who started the program: it says where, what is required and what was found, and needs no stack
 * trace beside it.
 */
public final class InfrastructureException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public InfrastructureException(String message) {
    super(message);
  }

  public InfrastructureException(String message, Throwable cause) {
    super(message, cause);
  }
}
