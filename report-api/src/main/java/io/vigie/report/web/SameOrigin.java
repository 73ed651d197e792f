package io.vigie.report.web;

import io.vigie.report.http.ProblemException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.net.URI;
import java.util.Set;

/**
 * Refuses what a page of another site sends to {@link FromOwnPages}. Browsers say of each request
 * which site made it, and no page can make them say otherwise: {@code Sec-Fetch-Site}, and where
 * they do not send that (a name without TLS), {@code Origin}. What sends neither is no browser, and
 * is not led by anybody's page.
 */
@Provider
@FromOwnPages
public class SameOrigin implements ContainerRequestFilter {

  private static final Set<String> OURS = Set.of("same-origin", "none");

  @Override
  public void filter(ContainerRequestContext request) {
    String site = request.getHeaderString("Sec-Fetch-Site");
    String origin = request.getHeaderString("Origin");
    String host = request.getHeaderString(HttpHeaders.HOST);
    if (!isOurs(site, origin, host)) {
      throw ProblemException.forbidden(
          "origin: a form must be sent from a page of this Vigie, was sent from elsewhere");
    }
  }

  static boolean isOurs(String site, String origin, String host) {
    if (site != null) {
      return OURS.contains(site);
    }
    return origin == null || authority(origin).equals(host);
  }

  private static String authority(String origin) {
    try {
      String authority = URI.create(origin).getRawAuthority();
      return authority == null ? "" : authority;
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
