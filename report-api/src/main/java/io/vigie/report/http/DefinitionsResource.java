package io.vigie.report.http;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vigie.report.record.Archive;
import io.vigie.report.record.WatchedItem;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What is watched, for whoever wants to know what a change of checklists would change. */
@Path("/api/v1/definitions")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "items")
public class DefinitionsResource {

  private final Archive archive;

  @Inject
  DefinitionsResource(Archive archive) {
    this.archive = archive;
  }

  /** One item in as few words as tell whether it changed and who is told of it. */
  @Schema(name = "DefinitionSummary")
  public record Summary(
      @Schema(description = "system/environment/item") String item,
      String title,
      @Schema(description = "A digest of the definition") String revision,
      @Schema(description = "Who is told") String route,
      @Schema(enumeration = {"P0", "P1", "P2"}) String severity,
      @Schema(enumeration = {"check", "heartbeat", "attestation", "roll-up"}) String nature) {

    static Summary of(WatchedItem item) {
      return new Summary(
          item.item().toString(),
          item.title(),
          item.check().revision(),
          item.check().route(),
          item.severity().name(),
          item.check().nature().mode().word());
    }
  }

  @GET
  @Operation(
      operationId = "definitions",
      summary = "The revision of every item, in the order of their ids")
  public List<Summary> definitions() {
    return archive.items().stream().map(Summary::of).toList();
  }
}
