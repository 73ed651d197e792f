package io.vigie.contract.check;

import java.util.List;
import java.util.Optional;

/** What an item means to the people who read it; nothing here changes how it is checked. */
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
    List<String> tags) {

  /** The category of an item that names none. */
  public static final String UNCATEGORISED = "general";

  public Meaning {
    tags = List.copyOf(tags);
  }

  /** Who answers for an item. */
  public record Owner(String team, Optional<String> contact) {}
}
