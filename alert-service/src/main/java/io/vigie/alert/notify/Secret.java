package io.vigie.alert.notify;

/** A value that shows itself only to whoever asks for it by name. */
public final class Secret {

  private static final String MASK = "***";
  private static final int SHORTEST_TO_MASK = 4;

  private final String value;

  public Secret(String value) {
    this.value = value;
  }

  /** The value, for the one place that sends it to where it belongs. */
  public String reveal() {
    return value;
  }

  /** {@code text} without the value, in case somebody repeated it to us. */
  public String maskedIn(String text) {
    return value.length() < SHORTEST_TO_MASK ? text : text.replace(value, MASK);
  }

  @Override
  public String toString() {
    return MASK;
  }
}
