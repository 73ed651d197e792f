package io.vigie.probe.database;

/** An error that the server answered. It says nothing of what became of it. */
final class Refusal extends Exception {

  private static final long serialVersionUID = 1L;

  private final String state;
  private final int number;

  /**
   * A refusal.
   *
   * @param state the SQLSTATE
   * @param number the product's own, or 0
   */
  Refusal(String state, int number, String message) {
    super(message.length() <= 500 ? message : message.substring(0, 500) + "…", null, false, false);
    this.state = state;
    this.number = number;
  }

  String state() {
    return state;
  }

  int number() {
    return number;
  }

  /** The code and what was said, for a message. */
  String shown() {
    boolean further = number != 0 && !state.equals(Integer.toString(number));
    return state + (further ? " (" + number + ")" : "") + ": " + getMessage();
  }
}
