package io.vigie.report.http;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.Effect;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.ProbeOrder;
import io.vigie.contract.command.Command;
import io.vigie.contract.job.Cause;
import io.vigie.report.record.Archive;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Where items are looked at before they are due. */
@Path("/api/v1/items")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "items")
public class RunsResource {

  private static final int LONGEST_LOCATION = 100;

  private final Archive archive;
  private final Commanding commanding;

  @Inject
  RunsResource(Archive archive, Commanding commanding) {
    this.archive = archive;
    this.commanding = commanding;
  }

  @POST
  @Path("/{system}/{environment}/{item}/runs")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "runNow",
      summary = "Look at an item now",
      description =
          "Only items that are probed can be looked at; the result comes like any other. Where"
              + " looking starts work, may lock out or loads, the request must say so.")
  @RequestBody(content = @Content(schema = @Schema(implementation = RunRequest.class)))
  @APIResponse(responseCode = "202", ref = "#/components/responses/OnItsWay")
  @APIResponse(responseCode = "404", ref = "#/components/responses/Problem")
  @APIResponse(responseCode = "409", ref = "#/components/responses/Problem")
  @APIResponse(responseCode = "429", ref = "#/components/responses/Problem")
  public Response run(@BeanParam ItemPath path, @Context HttpHeaders headers, String body) {
    ItemId id = path.id();
    RunRequest asked = JsonBody.read(headers, body, RunRequest.class);
    Check check = archive.definition(id).orElseThrow(() -> Asked.absent(id));
    requireProbed(check);
    Optional<String> location = JsonBody.line("location", asked.location(), LONGEST_LOCATION);
    location.ifPresent(place -> requireSeenFrom(check, place));
    requireMeant(check, asked.effect());
    return commanding.ask(
        "runs", asked.by(), new Command.RunNow(id, Cause.REQUEST, location, Optional.empty()));
  }

  private static void requireProbed(Check check) {
    if (check.order().isEmpty()) {
      throw ProblemException.conflict(
          "item: must be probed to be looked at, is decided otherwise: "
              + check.nature().mode().word());
    }
    check
        .notApplicable()
        .ifPresent(
            reason -> {
              throw ProblemException.conflict(
                  "item: must apply to be looked at, does not: " + reason);
            });
  }

  /** What a schedule may do once per hour only, or one at a time, is not begun by mistake. */
  private static void requireMeant(Check check, Optional<String> said) {
    check
        .order()
        .flatMap(ProbeOrder::effect)
        .filter(Effect::isForOneRunner)
        .map(Effect::word)
        .filter(effect -> !said.equals(Optional.of(effect)))
        .ifPresent(
            effect -> {
              throw ProblemException.conflict(
                  "effect: must be \""
                      + effect
                      + "\" to look at this item now, because that is what looking at it does");
            });
  }

  private static void requireSeenFrom(Check check, String location) {
    if (!check.locations().contains(location)) {
      throw ProblemException.badRequest(
          "location: must be one of "
              + String.join(", ", check.locations())
              + ", was \""
              + location
              + "\"");
    }
  }
}
