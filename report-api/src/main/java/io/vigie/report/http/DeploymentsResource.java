package io.vigie.report.http;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vigie.contract.command.Command;
import io.vigie.report.record.Archive;
import io.vigie.report.record.SystemKey;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
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

/** Where deployments are announced. */
@Path("/api/v1/systems")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "systems")
public class DeploymentsResource {

  private static final int LONGEST_VERSION = 200;

  private final Archive archive;
  private final Commanding commanding;

  @Inject
  DeploymentsResource(Archive archive, Commanding commanding) {
    this.archive = archive;
    this.commanding = commanding;
  }

  @POST
  @Path("/{system}/{environment}/deployments")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "deployed",
      summary = "A system was deployed: what is checked on deployment is checked now")
  @RequestBody(content = @Content(schema = @Schema(implementation = DeploymentRequest.class)))
  @APIResponse(responseCode = "202", ref = "#/components/responses/OnItsWay")
  @APIResponse(responseCode = "404", ref = "#/components/responses/Problem")
  @APIResponse(responseCode = "429", ref = "#/components/responses/Problem")
  public Response deployed(
      @PathParam("system") String system,
      @PathParam("environment") String environment,
      @Context HttpHeaders headers,
      String body) {
    SystemKey key = Asked.system(system, environment);
    DeploymentRequest asked = JsonBody.read(headers, body, DeploymentRequest.class);
    Optional<String> version = JsonBody.line("version", asked.version(), LONGEST_VERSION);
    if (archive.items(key).isEmpty()) {
      throw ProblemException.notFound("system: " + key + " is watched by no checklist");
    }
    return commanding.ask(
        "deployments", asked.by(), new Command.Deployed(key.system(), key.environment(), version));
  }
}
