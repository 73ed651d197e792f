package io.vigie.probe.scenario;

import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * What counts as being refused: a status that says so, or being sent to the login page. That
 * something is not there, or has broken, is no refusal.
 */
final class Refusal {

  /** Bad request is what an OAuth token endpoint says to a wrong password (RFC 6749, 5.2). */
  private static final Set<Integer> STATUSES = Set.of(400, 401, 403, 422, 423, 429);

  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  static final String REQUIRED = "401, 403, 400, 422, 423, 429 or a redirect to the login page";

  private Refusal() {}

  /** True where {@code answer} refuses. */
  static boolean is(Answer answer, Optional<URI> loginPage) {
    return STATUSES.contains(answer.status())
        || loginPage.filter(page -> leadsTo(answer, page)).isPresent();
  }

  /** True for a redirect to a page, whatever its query says. */
  static boolean leadsTo(Answer answer, URI page) {
    return REDIRECTS.contains(answer.status())
        && answer.location().filter(to -> isSame(to, page)).isPresent();
  }

  private static boolean isSame(URI one, URI other) {
    return Place.origin(one).equals(Place.origin(other))
        && Place.path(one).equals(Place.path(other));
  }
}
