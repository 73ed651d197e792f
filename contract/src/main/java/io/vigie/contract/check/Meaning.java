package io.vigie.contract.check;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;

/**
 * What an item means to the people who read it; nothing here changes how it is checked.
 *
 * @param action what was to be done, in the words of the document
 * @param deliverable what shows that it was done
 * @param declared what the document said of it
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Meaning(
    String systemTitle,
    String title,
    String category,
    Severity severity,
    Optional<Owner> owner,
    Optional<String> why,
    Optional<String> fix,
    Optional<String> runbook,
    Optional<String> source,
    String language,
    List<String> tags,
    Optional<Phase> phase,
    Optional<Polarity> polarity,
    Optional<Declared> declared,
    Optional<String> action,
    Optional<String> deliverable) {

  /** The category of an item that names none. */
  public static final String UNCATEGORISED = "general";

  public Meaning {
    tags = List.copyOf(tags);
  }

  /** Without what only some documents say. */
  public Meaning(
      String systemTitle,
      String title,
      String category,
      Severity severity,
      Optional<Owner> owner,
      Optional<String> why,
      Optional<String> fix,
      Optional<String> runbook,
      Optional<String> source,
      String language,
      List<String> tags) {
    this(
        systemTitle,
        title,
        category,
        severity,
        owner,
        why,
        fix,
        runbook,
        source,
        language,
        tags,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** How it binds; a requirement where nothing else is said. */
  public Polarity binding() {
    return polarity.orElse(Polarity.REQUIRED);
  }

  /** Who answers for an item. */
  public record Owner(String team, Optional<String> contact) {}
}
