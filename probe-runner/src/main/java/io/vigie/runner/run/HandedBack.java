package io.vigie.runner.run;

/** A job that was not run because this runner is stopping; another one should have it. */
public final class HandedBack extends RuntimeException {

  private static final long serialVersionUID = 1L;

  HandedBack(String message) {
    super(message);
  }
}
