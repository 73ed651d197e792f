package io.vigie.alert.notify.story;

import java.util.Optional;

/**
 * Where a message leads: absolute addresses of the web, or nowhere. That of the runbook comes from
 * a checklist.
 *
 * @param home Vigie itself
 * @param evidence the page of the item, with what was seen
 * @param incident the page of the incident, with its history
 * @param silence where it is silenced by hand
 */
public record Links(
    Optional<String> home,
    Optional<String> evidence,
    Optional<String> incident,
    Optional<String> silence,
    Optional<String> runbook) {

  /** The page with all there is to know: of the item, of the incident, or Vigie itself. */
  public Optional<String> whole() {
    return evidence.or(() -> incident).or(() -> home);
  }
}
