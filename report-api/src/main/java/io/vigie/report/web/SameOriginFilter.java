package io.vigie.report.web;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;

/** Refuses what a page of another site sends to {@link FromOwnPages}. */
@Provider
@FromOwnPages
public class SameOriginFilter implements ContainerRequestFilter {

  @Override
  public void filter(ContainerRequestContext request) {
    SameOrigin.require(request::getHeaderString);
  }
}
