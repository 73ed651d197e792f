package io.vigie.probe.settings;

/**
 * Thrown by the compact constructor of a settings record for a component that is well-typed but not
 * allowed. The message says what is required and what was found.
 */
public final class InvalidSetting extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final String component;
  private final String requiredAndFound;

  public InvalidSetting(String component, String requiredAndFound) {
    super(component + ": " + requiredAndFound);
    this.component = component;
    this.requiredAndFound = requiredAndFound;
  }

  /** The component to point at. */
  public String component() {
    return component;
  }

  /** The message without the component. */
  public String requiredAndFound() {
    return requiredAndFound;
  }
}
