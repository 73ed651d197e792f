package io.vigie.runner.secret;

/** A value that is shown nowhere: it has no JSON form and its text form is {@code ***}. */
public final class Secret {

  private final String value;

  Secret(String value) {
    this.value = value;
  }

  /** A value that became known in the course of a run. */
  public static Secret of(String value) {
    return new Secret(value);
  }

  /** The value, for handing it to a target. */
  String reveal() {
    return value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret && value.equals(secret.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return "***";
  }
}
