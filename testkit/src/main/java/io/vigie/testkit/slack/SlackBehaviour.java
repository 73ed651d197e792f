package io.vigie.testkit.slack;

import java.time.Duration;

/** How {@link FakeSlack} answers a request. */
public sealed interface SlackBehaviour {

  /** Takes the message. */
  record Ok() implements SlackBehaviour {}

  /** Refuses with 429 and a {@code Retry-After} in seconds. */
  record RateLimited(Duration retryAfter) implements SlackBehaviour {}

  /** Refuses with this status and body. */
  record Status(int status, String body) implements SlackBehaviour {}

  /** Answers 200 with {@code {"ok":false,"error":…}} and takes nothing. */
  record NotOk(String error) implements SlackBehaviour {}

  /** Takes the message and never answers: the sender cannot know. */
  record AcceptThenStall() implements SlackBehaviour {}

  /** Takes nothing and never answers: the sender cannot know either. */
  record Stall() implements SlackBehaviour {}

  /** Takes the message and cuts the connection without an answer. */
  record AcceptThenCut() implements SlackBehaviour {}

  static SlackBehaviour ok() {
    return new Ok();
  }

  static SlackBehaviour rateLimited(Duration retryAfter) {
    return new RateLimited(retryAfter);
  }

  static SlackBehaviour serverError() {
    return new Status(500, "internal error");
  }

  static SlackBehaviour notOk(String error) {
    return new NotOk(error);
  }
}
