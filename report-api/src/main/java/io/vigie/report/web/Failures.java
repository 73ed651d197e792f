package io.vigie.report.web;

import io.vigie.report.http.Problem;
import io.vigie.report.http.ProblemException;
import io.vigie.report.record.StorageException;
import io.vigie.report.record.UnpublishedException;
import jakarta.inject.Inject;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.Response.StatusType;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * Turns every failure of a request into an answer: a problem for programs, a page for people. What
 * was not meant to be shown is logged and not shown.
 */
public class Failures {

  private static final Logger LOG = Logger.getLogger(Failures.class);
  private static final String API = "/api/";
  private static final String PING = "/ping/";
  private static final String SLACK = "/slack/";
  private static final int RETRY_AFTER_S = 5;

  private final FailurePage page;

  @Inject
  Failures(FailurePage page) {
    this.page = page;
  }

  @ServerExceptionMapper
  public Response problem(ProblemException failure, UriInfo uri) {
    Response answer = answer(failure.status(), failure.getMessage(), uri);
    return failure
        .waitFor()
        .map(
            wait ->
                Response.fromResponse(answer)
                    .header(HttpHeaders.RETRY_AFTER, wait.plusMillis(999).toSeconds())
                    .build())
        .orElse(answer);
  }

  @ServerExceptionMapper
  public Response refused(WebApplicationException failure, UriInfo uri) {
    StatusType status = failure.getResponse().getStatusInfo();
    Response answer = answer(status, detail(status, uri), uri);
    String allowed = failure.getResponse().getHeaderString(HttpHeaders.ALLOW);
    return allowed == null
        ? answer
        : Response.fromResponse(answer).header(HttpHeaders.ALLOW, allowed).build();
  }

  @ServerExceptionMapper
  public Response unreachable(StorageException failure, UriInfo uri) {
    LOG.warnf("request not answered: path=%s %s", loggable(uri), failure.getMessage());
    return answer(Status.SERVICE_UNAVAILABLE, "the database does not answer, try again soon", uri);
  }

  @ServerExceptionMapper
  public Response unpublished(UnpublishedException failure, UriInfo uri) {
    LOG.warnf("request not published: path=%s %s", loggable(uri), failure.getMessage());
    return answer(Status.SERVICE_UNAVAILABLE, "the broker does not answer, try again soon", uri);
  }

  @ServerExceptionMapper
  public Response unexpected(RuntimeException failure, UriInfo uri) {
    LOG.errorf(failure, "request failed: path=%s", loggable(uri));
    return answer(Status.INTERNAL_SERVER_ERROR, "this is our mistake; it has been logged", uri);
  }

  private Response answer(StatusType status, String detail, UriInfo uri) {
    String path = uri.getRequestUri().getRawPath();
    Response.ResponseBuilder answer = Response.status(status);
    if (path.startsWith(API)) {
      answer.type(Problem.MEDIA_TYPE).entity(problem(status, detail, path));
    } else if (path.startsWith(PING) || path.startsWith(SLACK)) {
      answer.type(MediaType.TEXT_PLAIN_TYPE.withCharset("UTF-8")).entity(detail);
    } else {
      answer
          .type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
          .entity(page.html(status.getStatusCode(), status.getReasonPhrase(), detail));
    }
    if (status.getStatusCode() == Status.SERVICE_UNAVAILABLE.getStatusCode()) {
      answer.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_S);
    }
    return answer.build();
  }

  private static Problem problem(StatusType status, String detail, String path) {
    return new Problem(
        "about:blank", status.getReasonPhrase(), status.getStatusCode(), detail, path);
  }

  /** Who knows the address of a heartbeat can report in its name. */
  private static String loggable(UriInfo uri) {
    return uri.getPath().startsWith(PING) ? PING + "…" : uri.getPath();
  }

  private static String detail(StatusType status, UriInfo uri) {
    return switch (status.getStatusCode()) {
      case 404 -> "there is nothing at this address";
      case 405 -> "this is not possible here; the header Allow names what is";
      case 406 -> "what is here cannot be had in the form asked for";
      case 415 ->
          uri.getRequestUri().getRawPath().startsWith(API)
              ? "content-type: must be application/json"
              : "content-type: must be application/x-www-form-urlencoded";
      default -> "the request cannot be answered";
    };
  }
}
