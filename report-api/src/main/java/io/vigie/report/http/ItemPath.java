package io.vigie.report.http;

import io.vigie.contract.check.ItemId;
import jakarta.ws.rs.PathParam;

/** The item that an address names. */
public record ItemPath(
    @PathParam("system") String system,
    @PathParam("environment") String environment,
    @PathParam("item") String item) {

  /** The item; a problem where there can be none of this name. */
  public ItemId id() {
    return Asked.item(system, environment, item);
  }
}
