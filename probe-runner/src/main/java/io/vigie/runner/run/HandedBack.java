package io.vigie.runner.run;

/** A job that was not run, because this runner stops or must not run it; another is to have it. */
public final class HandedBack extends RuntimeException {

  private static final long serialVersionUID = 1L;

  HandedBack(String message) {
    super(message);
  }
}
