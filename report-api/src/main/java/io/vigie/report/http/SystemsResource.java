package io.vigie.report.http;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vigie.contract.check.Phase;
import io.vigie.contract.state.ItemState;
import io.vigie.report.Board;
import io.vigie.report.record.SystemKey;
import io.vigie.report.verdict.Judged;
import io.vigie.report.verdict.Readiness;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Systems and their verdicts. */
@Path("/api/v1/systems")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "systems", description = "Is it ready, and what makes it so")
public class SystemsResource {

  private final Board board;

  @Inject
  SystemsResource(Board board) {
    this.board = board;
  }

  @GET
  @Operation(operationId = "systems", summary = "Every system in brief, worst first")
  public List<SystemView> systems() {
    return board.systems().stream().map(SystemView::brief).toList();
  }

  @GET
  @Path("/{system}/{environment}")
  @Operation(
      operationId = "system",
      summary = "One system with verdict, counts and the maturity of its categories")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = SystemView.class)))
  @APIResponse(
      responseCode = "404",
      description = "Nothing of it is watched",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  public SystemView system(
      @PathParam("system") String system, @PathParam("environment") String environment) {
    return SystemView.full(require(Asked.system(system, environment)));
  }

  @GET
  @Path("/{system}/{environment}/verdict")
  @Operation(
      operationId = "verdict",
      summary = "The verdict: the rule's version, the reasons, the shortest way to GO")
  public VerdictView verdict(
      @PathParam("system") String system, @PathParam("environment") String environment) {
    Readiness readiness = require(Asked.system(system, environment));
    return VerdictView.of(readiness.verdict(), readiness.dataAsOf());
  }

  @GET
  @Path("/{system}/{environment}/items")
  @Operation(operationId = "itemsOfSystem", summary = "The items of a system, worst first")
  public List<ItemView> items(
      @PathParam("system") String system,
      @PathParam("environment") String environment,
      @Parameter(description = "Only items in this state") @QueryParam("state") String state,
      @Parameter(description = "Only items of this phase") @QueryParam("phase") String phase) {
    Optional<ItemState> wanted = state(state);
    Optional<Phase> wantedPhase = Asked.phase(phase);
    return require(Asked.system(system, environment)).items().stream()
        .filter(item -> wanted.map(item::is).orElse(true))
        .filter(item -> wantedPhase.isEmpty() || wantedPhase.equals(item.phase()))
        .map((Judged item) -> ItemView.brief(item))
        .toList();
  }

  private Readiness require(SystemKey system) {
    return board
        .system(system)
        .orElseThrow(
            () -> ProblemException.notFound("system: " + system + " is watched by no checklist"));
  }

  private static Optional<ItemState> state(String text) {
    if (text == null) {
      return Optional.empty();
    }
    return Optional.of(
        Arrays.stream(ItemState.values())
            .filter(state -> state.word().equals(text))
            .findFirst()
            .orElseThrow(() -> ProblemException.badRequest("state: must be one of " + words())));
  }

  private static String words() {
    return Arrays.stream(ItemState.values()).map(ItemState::word).collect(Collectors.joining(", "));
  }
}
