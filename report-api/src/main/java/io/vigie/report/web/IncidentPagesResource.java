package io.vigie.report.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vigie.contract.alert.Incident;
import io.vigie.contract.alert.IncidentId;
import io.vigie.report.IncidentFile;
import io.vigie.report.IncidentFiles;
import io.vigie.report.http.Asked;
import io.vigie.report.http.ProblemException;
import io.vigie.report.http.SilenceDesk;
import io.vigie.report.record.Archive;
import io.vigie.report.record.IncidentQuery;
import io.vigie.report.record.IncidentQuery.Cursor;
import io.vigie.report.web.Frame.Crumb;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.ResponseHeader;

/** The pages of incidents and of what keeps them from being told. */
@Path("/")
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
@RunOnVirtualThread
public class IncidentPagesResource {

  private static final int OPEN_INCIDENTS = 100;
  private static final int RESOLVED_INCIDENTS = 30;
  private static final int SILENCES = 100;
  private static final Crumb OVERVIEW = new Crumb("Overview", "/");

  private final Archive archive;
  private final IncidentFiles files;
  private final SilenceDesk desk;
  private final Framing framing;

  @Inject
  IncidentPagesResource(Archive archive, IncidentFiles files, SilenceDesk desk, Framing framing) {
    this.archive = archive;
    this.files = files;
    this.desk = desk;
    this.framing = framing;
  }

  @CheckedTemplate(basePath = "vigie")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance incidents(Frame frame, IncidentsView page);

    static native TemplateInstance incident(Frame frame, IncidentPageView page);

    static native TemplateInstance silences(Frame frame, SilencesView page);
  }

  @GET
  @Path("incidents")
  @Operation(hidden = true)
  @ResponseHeader(name = "Cache-Control", value = "no-store")
  public TemplateInstance incidents(@QueryParam("before") String before) {
    Instant now = framing.now();
    boolean first = before == null;
    List<IncidentRow> open = first ? open(false, now) : List.of();
    List<IncidentRow> folded = first ? open(true, now) : List.of();
    List<Incident> resolved =
        archive.incidents(
            IncidentQuery.newest(RESOLVED_INCIDENTS + 1).open(false).before(Asked.cursor(before)));
    boolean more = resolved.size() > RESOLVED_INCIDENTS;
    List<Incident> shown = more ? resolved.subList(0, RESOLVED_INCIDENTS) : resolved;
    Frame frame =
        framing.frame(
            "Incidents", Framing.INCIDENTS, first ? Framing.STREAM : "", now, List.of(OVERVIEW));
    return Templates.incidents(
        frame,
        new IncidentsView(
            headline(open.size(), !first),
            open,
            folded,
            IncidentRow.of(archive, shown, now),
            more ? Optional.of("?before=" + Cursor.at(shown.getLast())) : Optional.empty(),
            !first));
  }

  @GET
  @Path("incidents/{id}")
  @Operation(hidden = true)
  @ResponseHeader(name = "Cache-Control", value = "no-store")
  public TemplateInstance incident(@PathParam("id") String id, @QueryParam("asked") String asked) {
    IncidentId wanted = Asked.incident(id);
    IncidentFile file =
        files
            .of(wanted)
            .orElseThrow(() -> ProblemException.notFound("incident " + wanted + " is not known"));
    Frame frame =
        framing.frame(
            file.incident().title(),
            Framing.INCIDENTS,
            stream(file),
            framing.now(),
            List.of(OVERVIEW, new Crumb("Incidents", "/incidents")));
    return Templates.incident(frame, IncidentPageView.of(file, onItsWay(file, asked)));
  }

  @GET
  @Path("silences")
  @Operation(hidden = true)
  @ResponseHeader(name = "Cache-Control", value = "no-store")
  public TemplateInstance silences(
      @Context UriInfo uri,
      @QueryParam("preview") String preview,
      @QueryParam("asked") String asked) {
    Instant now = framing.now();
    SilenceForm form = SilenceForm.of(uri.getQueryParameters());
    Frame frame =
        framing.frame("Silences", Framing.SILENCES, Framing.STREAM, now, List.of(OVERVIEW));
    return Templates.silences(
        frame,
        SilencesView.of(
            archive.silences(SILENCES),
            form,
            preview == null ? Optional.empty() : Optional.of(preview(form)),
            onItsWay(asked),
            now));
  }

  private SilencesView.Preview preview(SilenceForm form) {
    try {
      return SilencesView.Preview.of(desk.preview(form.request()));
    } catch (ProblemException refused) {
      return SilencesView.Preview.refused(refused.getMessage());
    }
  }

  private List<IncidentRow> open(boolean folded, Instant now) {
    IncidentQuery query =
        IncidentQuery.newest(OPEN_INCIDENTS)
            .flags(Optional.of(true), Optional.empty(), Optional.of(folded));
    return IncidentRow.of(archive, archive.incidents(query), now);
  }

  /** Of a lead, what joins it changes the page too. */
  private static String stream(IncidentFile file) {
    var item = file.incident().item();
    return file.incident().members().isPresent() || file.isOwn()
        ? Framing.STREAM
        : Framing.STREAM
            + "?system="
            + item.system()
            + "&environment="
            + item.environment()
            + "&item="
            + item.item();
  }

  private static Optional<String> onItsWay(IncidentFile file, String asked) {
    if ("acknowledgement".equals(asked) && file.incident().acknowledged().isEmpty()) {
      return Optional.of("Your acknowledgement is on its way.");
    }
    return "comment".equals(asked)
        ? Optional.of("Your comment is on its way; the timeline will have it.")
        : Optional.empty();
  }

  private static Optional<String> onItsWay(String asked) {
    return switch (asked) {
      case "silence" -> Optional.of("Your silence is on its way; it will be listed here.");
      case "end" -> Optional.of("The end of the silence is on its way.");
      case null, default -> Optional.empty();
    };
  }

  private static String headline(int open, boolean older) {
    if (older) {
      return "Older incidents";
    }
    return switch (open) {
      case 0 -> "No open incident";
      case 1 -> "1 open incident";
      case OPEN_INCIDENTS -> "The newest " + open + " open incidents; the API lists them all";
      default -> open + " open incidents";
    };
  }
}
