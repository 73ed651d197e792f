package io.vigie.report.http;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vigie.contract.check.ItemId;
import io.vigie.report.ReportSettings;
import io.vigie.report.attest.Signing;
import io.vigie.report.attest.SigningRule;
import io.vigie.report.http.AttestationView.SignatureView;
import io.vigie.report.record.Archive;
import io.vigie.report.record.Publisher;
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
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Where people sign. */
@Path("/api/v1/items")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "items")
public class AttestationsResource {

  private static final int LONGEST_NAME = 100;
  private static final int LONGEST_NOTE = 2_000;

  private final Archive archive;
  private final Publisher publisher;
  private final InstantSource clock;
  private final Rates rates;

  @Inject
  AttestationsResource(
      Archive archive, Publisher publisher, InstantSource clock, ReportSettings settings) {
    this.archive = archive;
    this.publisher = publisher;
    this.clock = clock;
    this.rates = new Rates(settings.asking().perMinute());
  }

  @POST
  @Path("/{system}/{environment}/{item}/attestations")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "attest",
      summary = "Sign an item that is an attestation",
      description =
          "The signature becomes a result that passed; the state follows. Names are not proven:"
              + " whoever may reach this address may sign with any name that the item allows.")
  @RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = AttestationRequest.class)))
  @APIResponse(
      responseCode = "201",
      description = "Signed",
      content = @Content(schema = @Schema(implementation = SignatureView.class)))
  @APIResponse(responseCode = "403", ref = "#/components/responses/Problem")
  @APIResponse(responseCode = "404", ref = "#/components/responses/Problem")
  @APIResponse(responseCode = "409", ref = "#/components/responses/Problem")
  @APIResponse(responseCode = "429", ref = "#/components/responses/Problem")
  public Response attest(@BeanParam ItemPath path, @Context HttpHeaders headers, String body) {
    ItemId id = path.id();
    AttestationRequest asked = JsonBody.read(headers, body, AttestationRequest.class);
    String by =
        JsonBody.line("by", asked.by(), LONGEST_NAME)
            .orElseThrow(() -> ProblemException.badRequest("by: required, was absent"));
    return sign(id, by, JsonBody.text("note", asked.note(), LONGEST_NOTE));
  }

  private Response sign(ItemId id, String by, Optional<String> note) {
    var check = archive.definition(id).orElseThrow(() -> Asked.absent(id));
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return switch (SigningRule.decide(check, by, note, now)) {
      case Signing.NotToBeSigned refused -> throw ProblemException.conflict(refused.why());
      case Signing.NotAllowed refused -> throw ProblemException.forbidden(refused.why());
      case Signing.Signed signed -> {
        Asked.turn(rates, "attestations of " + id, now);
        publisher.publish(signed.result());
        yield Response.status(Response.Status.CREATED)
            .entity(SignatureView.of(signed.signature()))
            .build();
      }
    };
  }
}
