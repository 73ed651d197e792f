package io.vigie.report.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.config.Secret;
import io.vigie.report.ReportSettings;
import io.vigie.report.record.UnpublishedException;
import io.vigie.report.slack.SlackGate;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Where Slack says that a button was pressed. Nothing is here unless its secret is set. */
@Path("/slack/actions")
@Singleton
public class SlackActionsResource {

  private static final int LONGEST = 64 * 1024;

  private final Optional<SlackGate> gate;
  private final SlackDesk desk;
  private final InstantSource clock;

  @Inject
  SlackActionsResource(ReportSettings settings, SlackDesk desk, InstantSource clock) {
    this.gate =
        settings
            .slack()
            .signingSecret()
            .map(Secret::get)
            .filter(secret -> !secret.isBlank())
            .map(SlackGate::new);
    this.desk = desk;
    this.clock = clock;
  }

  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Produces(MediaType.TEXT_PLAIN)
  @RunOnVirtualThread
  @Operation(hidden = true)
  public Response pressed(
      @HeaderParam("X-Slack-Request-Timestamp") String timestamp,
      @HeaderParam("X-Slack-Signature") String signature,
      InputStream body) {
    SlackGate open =
        gate.orElseThrow(() -> ProblemException.notFound("there is nothing at this address"));
    byte[] sent = read(body);
    open.refuses(timestamp, signature, sent, clock.instant())
        .ifPresent(
            why -> {
              throw ProblemException.unauthorized(why);
            });
    desk.take(signature, new String(sent, UTF_8));
    return Response.ok().build();
  }

  private static byte[] read(InputStream body) {
    try {
      byte[] sent = body.readNBytes(LONGEST + 1);
      if (sent.length > LONGEST) {
        throw ProblemException.tooLarge("body: must have at most " + LONGEST + " bytes, had more");
      }
      return sent;
    } catch (IOException e) {
      throw new UnpublishedException("slack: the request was not sent whole", e);
    }
  }
}
