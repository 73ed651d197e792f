package io.vigie.standalone.demo;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vigie.testkit.mail.ReceivedMail;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * The pages of the demo: switches for faults, the Slack channel, the mailbox. Absent unless there
 * is a demo.
 */
@Path("/demo")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class DemoResource {

  /** Unlike the pages of the product, these have forms. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
          + " img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

  /** A mail is foreign HTML: it may be looked at and nothing else. */
  private static final String MAIL_POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; sandbox";

  private final DemoStage stage;

  @Inject
  DemoResource(DemoStage stage) {
    this.stage = stage;
  }

  /** The templates of the demo. */
  @CheckedTemplate(basePath = "demo")
  static class Pages {
    private Pages() {}

    static native TemplateInstance switches(List<DemoStage.Target> targets, DemoStage.Heard heard);

    static native TemplateInstance slack(List<SlackView> messages);

    static native TemplateInstance mails(List<NumberedMail> mails);
  }

  /** A mail with the number under which it can be opened. */
  record NumberedMail(int number, ReceivedMail mail) {}

  /** How the demo stands, for programs. */
  record Standing(List<DemoStage.Target> targets, int slackMessages, int mails, int signsOfLife) {}

  @GET
  @Operation(hidden = true)
  public Response switches() {
    return page(() -> Pages.switches(stage.targets(), stage.heard()));
  }

  @GET
  @Operation(hidden = true)
  @Path("/slack")
  public Response slack() {
    return page(() -> Pages.slack(stage.slackMessages().stream().map(SlackView::of).toList()));
  }

  @GET
  @Operation(hidden = true)
  @Path("/mail")
  public Response mails() {
    return page(() -> Pages.mails(numbered(stage.mails()).reversed()));
  }

  @GET
  @Operation(hidden = true)
  @Path("/mail/{number}/html")
  public Response mail(@PathParam("number") int number) {
    requireDemo();
    String html =
        numbered(stage.mails()).stream()
            .filter(mail -> mail.number() == number)
            .map(mail -> mail.mail().html())
            .findFirst()
            .orElseThrow(NotFoundException::new);
    return Response.ok(html).header("Content-Security-Policy", MAIL_POLICY).build();
  }

  @GET
  @Operation(hidden = true)
  @Path("/standing")
  @Produces(MediaType.APPLICATION_JSON)
  public Standing standing() {
    requireDemo();
    return new Standing(
        stage.targets(), stage.slackMessages().size(), stage.mails().size(), stage.heard().times());
  }

  @POST
  @Operation(hidden = true)
  @Path("/break/{fault}")
  @Consumes(MediaType.WILDCARD)
  public Response plant(
      @PathParam("fault") String fault,
      @HeaderParam("Origin") String origin,
      @Context UriInfo uri) {
    return change(origin, uri, () -> stage.plant(fault));
  }

  @POST
  @Operation(hidden = true)
  @Path("/mend/{fault}")
  @Consumes(MediaType.WILDCARD)
  public Response mend(
      @PathParam("fault") String fault,
      @HeaderParam("Origin") String origin,
      @Context UriInfo uri) {
    return change(origin, uri, () -> stage.mend(fault));
  }

  @POST
  @Operation(hidden = true)
  @Path("/mend-all")
  @Consumes(MediaType.WILDCARD)
  public Response mendAll(@HeaderParam("Origin") String origin, @Context UriInfo uri) {
    return change(origin, uri, stage::mendAll);
  }

  /** A page of another site may not switch anything. */
  private Response change(String origin, UriInfo uri, Runnable change) {
    requireDemo();
    if (isForeign(origin, uri)) {
      return problem(Response.Status.FORBIDDEN, "origin: must be this demo, was " + origin);
    }
    try {
      change.run();
      return Response.seeOther(URI.create("/demo")).build();
    } catch (NoSuchElementException e) {
      return problem(Response.Status.NOT_FOUND, e.getMessage());
    }
  }

  /** True for what a page of another site sends. */
  static boolean isForeign(String origin, UriInfo uri) {
    return origin != null
        && !origin.equals("null")
        && !uri.getBaseUri().getAuthority().equals(URI.create(origin).getAuthority());
  }

  private static Response problem(Response.Status status, String message) {
    return Response.status(status).type(MediaType.TEXT_PLAIN).entity(message + "\n").build();
  }

  private Response page(java.util.function.Supplier<TemplateInstance> template) {
    requireDemo();
    return Response.ok(template.get().render()).header("Content-Security-Policy", POLICY).build();
  }

  private void requireDemo() {
    if (!stage.isOpen()) {
      throw new NotFoundException();
    }
  }

  private static List<NumberedMail> numbered(List<ReceivedMail> mails) {
    return IntStream.range(0, mails.size())
        .mapToObj(index -> new NumberedMail(index + 1, mails.get(index)))
        .toList();
  }
}
