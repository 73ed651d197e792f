package io.vigie.report.http;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.result.Result;
import io.vigie.report.Dossiers;
import io.vigie.report.record.Archive;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Items and their results. */
@Path("/api/v1/items")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "items", description = "The lines of the checklists and what was seen of them")
public class ItemsResource {

  private static final int RESULTS = 50;
  private static final int MOST_RESULTS = 500;

  private final Dossiers dossiers;
  private final Archive archive;

  @Inject
  ItemsResource(Dossiers dossiers, Archive archive) {
    this.dossiers = dossiers;
    this.archive = archive;
  }

  @GET
  @Path("/{system}/{environment}/{item}")
  @Operation(operationId = "item", summary = "One item: its state and its definition")
  public ItemView item(
      @PathParam("system") String system,
      @PathParam("environment") String environment,
      @PathParam("item") String item) {
    ItemId id = Asked.item(system, environment, item);
    return ItemView.full(dossiers.of(id).orElseThrow(() -> Asked.absent(id)));
  }

  @GET
  @Path("/{system}/{environment}/{item}/results")
  @Operation(operationId = "results", summary = "The results of an item, newest first")
  public Page<ResultView> results(
      @PathParam("system") String system,
      @PathParam("environment") String environment,
      @PathParam("item") String item,
      @Parameter(description = "How many, 1 to 500; 50 when not given") @QueryParam("limit")
          String limit,
      @Parameter(description = "Only results due before this instant") @QueryParam("before")
          String before) {
    ItemId id = Asked.item(system, environment, item);
    int most = Asked.limit(limit, RESULTS, MOST_RESULTS);
    if (archive.item(id).isEmpty()) {
      throw Asked.absent(id);
    }
    List<Result> results = archive.results(id, Asked.before(before), most + 1);
    return Page.of(results, most, ResultView::of, result -> result.dueAt().toString());
  }
}
