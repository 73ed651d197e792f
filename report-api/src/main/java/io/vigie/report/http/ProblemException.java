package io.vigie.report.http;

import jakarta.ws.rs.core.Response.Status;

/** Ends a request with a problem that may be shown to whoever asked. */
public final class ProblemException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Status status;

  private ProblemException(Status status, String detail) {
    super(detail);
    this.status = status;
  }

  /** The request itself is wrong; the detail says where, what is required and what was found. */
  public static ProblemException badRequest(String detail) {
    return new ProblemException(Status.BAD_REQUEST, detail);
  }

  public static ProblemException notFound(String detail) {
    return new ProblemException(Status.NOT_FOUND, detail);
  }

  public static ProblemException unavailable(String detail) {
    return new ProblemException(Status.SERVICE_UNAVAILABLE, detail);
  }

  public Status status() {
    return status;
  }
}
