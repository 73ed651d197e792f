package io.vigie.standalone.demo;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vigie.testkit.slack.SlackPress;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * The buttons below the messages in the demo's Slack: pressing one goes the way that Slack goes.
 */
@Path("/demo/slack/press")
@RunOnVirtualThread
public class DemoPressResource {

  private static final String WHO = "you";

  private final DemoStage stage;
  private final InstantSource clock;
  private final Optional<String> secret;

  @Inject
  DemoPressResource(
      DemoStage stage,
      InstantSource clock,
      @ConfigProperty(name = "vigie.report.slack.signing-secret") Optional<String> secret) {
    this.stage = stage;
    this.clock = clock;
    this.secret = secret;
  }

  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public Response press(
      @FormParam("action") String action,
      @FormParam("value") String value,
      @HeaderParam("Origin") String origin,
      @Context UriInfo uri)
      throws InterruptedException {
    if (!stage.isOpen() || secret.isEmpty() || action == null || value == null) {
      throw new NotFoundException();
    }
    if (DemoResource.isForeign(origin, uri)) {
      return answer(Response.Status.FORBIDDEN, "origin: must be this demo, was " + origin);
    }
    URI vigie = URI.create("http://127.0.0.1:" + uri.getBaseUri().getPort() + "/slack/actions");
    int status = new SlackPress(action, value, WHO).send(vigie, secret.get(), clock.instant());
    return status == Response.Status.OK.getStatusCode()
        ? Response.seeOther(URI.create("/demo/slack")).build()
        : answer(Response.Status.BAD_GATEWAY, "Vigie answered the button with status " + status);
  }

  private static Response answer(Response.Status status, String message) {
    return Response.status(status).type(MediaType.TEXT_PLAIN).entity(message + "\n").build();
  }
}
