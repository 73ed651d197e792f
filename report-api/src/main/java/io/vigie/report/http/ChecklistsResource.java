package io.vigie.report.http;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vigie.report.record.Archive;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The checklist files. */
@Path("/api/v1/checklists")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "checklists", description = "The files and what is wrong with them")
public class ChecklistsResource {

  private final Archive archive;

  @Inject
  ChecklistsResource(Archive archive) {
    this.archive = archive;
  }

  @GET
  @Operation(operationId = "checklists", summary = "Each file as it was last read")
  public List<ChecklistView> checklists() {
    return archive.checklists().stream().map(ChecklistView::of).toList();
  }
}
