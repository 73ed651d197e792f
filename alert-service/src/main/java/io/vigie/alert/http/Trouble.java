package io.vigie.alert.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;

/** Ends a request with a problem that may be shown to whoever asked. */
final class Trouble extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private static final String MEDIA_TYPE = "application/problem+json";

  private final Status status;

  Trouble(Status status, String detail) {
    super(detail);
    this.status = status;
  }

  /** The request itself is wrong; the detail says where, what is required and what was found. */
  static Trouble badRequest(String detail) {
    return new Trouble(Status.BAD_REQUEST, detail);
  }

  static Trouble notFound(String detail) {
    return new Trouble(Status.NOT_FOUND, detail);
  }

  /** An error as RFC 9457 has it. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Problem(String type, String title, int status, String detail, String instance) {}

  Response answer(String path) {
    return Response.status(status)
        .type(MEDIA_TYPE)
        .entity(
            new Problem(
                "about:blank",
                status.getReasonPhrase(),
                status.getStatusCode(),
                getMessage(),
                path))
        .build();
  }
}
