package io.vigie.standalone;

/**
 * What was asked for cannot be done as things are, and the person who asked can change that. The
 * message is one sentence for that person.
 */
public final class Refused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public Refused(String message) {
    super(message);
  }
}
