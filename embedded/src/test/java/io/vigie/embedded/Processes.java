package io.vigie.embedded;

/** Processes as the tests treat them. */
final class Processes {

  private Processes() {}

  static void kill(ProcessHandle process) {
    if (!process.destroyForcibly()) {
      throw new AssertionError("could not kill process " + process.pid());
    }
  }
}
