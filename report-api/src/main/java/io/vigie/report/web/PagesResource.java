package io.vigie.report.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.Phase;
import io.vigie.contract.result.Result;
import io.vigie.report.Board;
import io.vigie.report.Dossier;
import io.vigie.report.Dossiers;
import io.vigie.report.http.Asked;
import io.vigie.report.http.ProblemException;
import io.vigie.report.record.Archive;
import io.vigie.report.record.IncidentQuery;
import io.vigie.report.record.SystemKey;
import io.vigie.report.verdict.Judged;
import io.vigie.report.verdict.Readiness;
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

/** The pages. */
@Path("/")
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
@RunOnVirtualThread
public class PagesResource {

  private static final int OPEN_INCIDENTS = 100;
  private static final int INCIDENTS_OF_ITEM = 5;
  private static final int RESULTS = 20;

  private final Board board;
  private final Archive archive;
  private final Framing framing;
  private final Dossiers dossiers;

  @Inject
  PagesResource(Board board, Archive archive, Dossiers dossiers, Framing framing) {
    this.board = board;
    this.archive = archive;
    this.dossiers = dossiers;
    this.framing = framing;
  }

  @CheckedTemplate(basePath = "vigie")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance overview(Frame frame, OverviewView page);

    static native TemplateInstance system(Frame frame, SystemPageView page);

    static native TemplateInstance item(Frame frame, ItemPageView page);
  }

  @GET
  @Operation(hidden = true)
  @ResponseHeader(name = "Cache-Control", value = "no-store")
  public TemplateInstance overview() {
    Instant now = framing.now();
    Frame frame = framing.frame("Overview", Framing.OVERVIEW, Framing.STREAM, now, List.of());
    return Templates.overview(frame, OverviewView.of(board.systems(), archive.checklists(), now));
  }

  @GET
  @Path("systems/{system}/{environment}")
  @Operation(hidden = true)
  @ResponseHeader(name = "Cache-Control", value = "no-store")
  public TemplateInstance system(
      @PathParam("system") String system,
      @PathParam("environment") String environment,
      @QueryParam("all") String all,
      @QueryParam("phase") String phase) {
    SystemKey key = Asked.system(system, environment);
    Optional<Phase> wanted = Asked.phase(phase);
    Readiness readiness =
        board
            .system(key)
            .orElseThrow(
                () -> ProblemException.notFound("system " + key + " is watched by no checklist"));
    Instant now = framing.now();
    Frame frame =
        framing.frame(
            readiness.title() + ", " + environment,
            Framing.OVERVIEW,
            stream(key),
            now,
            List.of(new Crumb("Overview", "/")));
    List<IncidentRow> incidents =
        rows(IncidentQuery.newest(OPEN_INCIDENTS).open(true).of(key), now);
    return Templates.system(
        frame, SystemPageView.of(readiness, incidents, wanted, all != null, now));
  }

  @GET
  @Path("items/{system}/{environment}/{item}")
  @Operation(hidden = true)
  @ResponseHeader(name = "Cache-Control", value = "no-store")
  public TemplateInstance item(
      @PathParam("system") String system,
      @PathParam("environment") String environment,
      @PathParam("item") String item,
      @QueryParam("before") String before,
      @QueryParam("asked") String asked,
      @Context UriInfo uri) {
    ItemId id = Asked.item(system, environment, item);
    Dossier dossier = dossiers.of(id).orElseThrow(() -> absent(id));
    Judged judged = dossier.judged();
    Instant now = framing.now();
    SystemKey key = SystemKey.of(id);
    Frame frame =
        framing.frame(
            id.item() + " " + judged.watched().title(),
            Framing.OVERVIEW,
            before == null ? stream(key) + "&item=" + id.item() : "",
            now,
            List.of(
                new Crumb("Overview", "/"),
                new Crumb(judged.watched().systemTitle(), "/systems/" + key)));
    return Templates.item(
        frame,
        ItemPageView.of(
            dossier,
            history(dossier, before, uri),
            rows(IncidentQuery.newest(INCIDENTS_OF_ITEM).of(id), now),
            WaiverNotice.of(judged, asked, now)));
  }

  private ItemPageView.History history(Dossier dossier, String before, UriInfo uri) {
    ItemId id = dossier.check().item();
    List<Result> strip = archive.results(id, Asked.before(null), Strip.MOST);
    List<Result> page =
        before == null
            ? strip.stream().limit(RESULTS + 1L).toList()
            : archive.results(id, Asked.before(before), RESULTS + 1);
    boolean more = page.size() > RESULTS;
    List<Result> shown = more ? page.subList(0, RESULTS) : page;
    return new ItemPageView.History(
        strip,
        shown,
        more ? Optional.of(shown.getLast().dueAt()) : Optional.empty(),
        archive.firstFailure(id),
        dossier
            .job()
            .map(job -> Reporting.of(dossier.check(), job, uri.getBaseUri(), dossier.now())));
  }

  private List<IncidentRow> rows(IncidentQuery query, Instant now) {
    return IncidentRow.of(archive, archive.incidents(query), now);
  }

  private static String stream(SystemKey key) {
    return Framing.STREAM + "?system=" + key.system() + "&environment=" + key.environment();
  }

  private static ProblemException absent(ItemId id) {
    return ProblemException.notFound("item " + id + " is in no checklist");
  }
}
