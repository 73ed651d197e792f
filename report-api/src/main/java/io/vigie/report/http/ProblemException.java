package io.vigie.report.http;

import jakarta.ws.rs.core.Response.Status;
import java.time.Duration;
import java.util.Optional;

/** Ends a request with a problem that may be shown to whoever asked. */
public final class ProblemException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Status status;
  private final transient Optional<Duration> wait;

  private ProblemException(Status status, String detail) {
    this(status, detail, Optional.empty());
  }

  private ProblemException(Status status, String detail, Optional<Duration> wait) {
    super(detail);
    this.status = status;
    this.wait = wait;
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

  static ProblemException unauthorized(String detail) {
    return new ProblemException(Status.UNAUTHORIZED, detail);
  }

  /** Whoever asks may not have it done. */
  public static ProblemException forbidden(String detail) {
    return new ProblemException(Status.FORBIDDEN, detail);
  }

  /** What is asked for cannot be done to what it is asked for. */
  public static ProblemException conflict(String detail) {
    return new ProblemException(Status.CONFLICT, detail);
  }

  static ProblemException tooLarge(String detail) {
    return new ProblemException(Status.REQUEST_ENTITY_TOO_LARGE, detail);
  }

  static ProblemException unsupported(String detail) {
    return new ProblemException(Status.UNSUPPORTED_MEDIA_TYPE, detail);
  }

  /** Asked too often; worth asking again after {@code wait}. */
  public static ProblemException tooMany(String detail, Duration wait) {
    return new ProblemException(Status.TOO_MANY_REQUESTS, detail, Optional.of(wait));
  }

  public Status status() {
    return status;
  }

  /** After which time it is worth asking again, where that is known. */
  public Optional<Duration> waitFor() {
    return wait;
  }
}
