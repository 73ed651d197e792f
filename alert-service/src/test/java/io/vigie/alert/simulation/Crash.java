package io.vigie.alert.simulation;

/** The process in which this is thrown is no more. */
final class Crash extends RuntimeException {

  private static final long serialVersionUID = 1L;

  Crash() {
    super("killed", null, false, false);
  }
}
