package io.vigie.alert.notify.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.vigie.alert.notify.Attempt;
import io.vigie.alert.notify.HttpPost;
import io.vigie.alert.notify.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One call to Slack, and what its answer means. */
final class SlackCall implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST_ERROR = 200;

  /** Errors in an answer with {@code ok:false} that pass by themselves. */
  private static final Set<String> PASSING =
      Set.of(
          "ratelimited",
          "rate_limited",
          "internal_error",
          "fatal_error",
          "request_timeout",
          "service_unavailable",
          "team_added_to_org");

  private final HttpPost http;
  private final Secret secret;

  /**
   * @param secret what must not be repeated in any error
   */
  SlackCall(HttpPost http, Secret secret) {
    this.http = http;
    this.secret = secret;
  }

  /** What came of a call: accepted with an answer, or an attempt that did not succeed. */
  sealed interface Reply {
    record Accepted(JsonNode answer) implements Reply {}

    /** The code is Slack's word, empty where it said none. */
    record Refused(String code, Attempt attempt) implements Reply {}
  }

  Reply call(URI to, Map<String, String> headers, JsonNode message) {
    return switch (http.post(to, headers, message.toString())) {
      case HttpPost.Outcome.NotSent(String error) -> refused(Attempt.retry(masked(error)));
      case HttpPost.Outcome.NotAnswered(String error) ->
          refused(new Attempt.Unclear(masked(error)));
      case HttpPost.Outcome.Answered(int status, Optional<Duration> after, String body) ->
          answered(status, after, body);
    };
  }

  private Reply answered(int status, Optional<Duration> asked, String body) {
    // No pause at all would be no reason to ask again and again.
    Optional<Duration> retryAfter = asked.filter(Duration::isPositive);
    String error = masked("slack answered " + status + ": " + body);
    if (status == 429) {
      Duration pause = retryAfter.orElse(Duration.ofSeconds(1));
      return refused(new Attempt.Retry(error, Optional.of(pause)));
    }
    if (status >= 500 || status == 408) {
      return refused(new Attempt.Retry(error, retryAfter));
    }
    if (status != 200) {
      return refused(new Attempt.Permanent(error));
    }
    JsonNode answer = parsed(body);
    if (answer.isMissingNode() ? body.strip().equals("ok") : answer.path("ok").asBoolean(false)) {
      return new Reply.Accepted(answer);
    }
    String code = answer.path("error").asText("");
    return new Reply.Refused(
        code,
        PASSING.contains(code)
            ? new Attempt.Retry(error, retryAfter)
            : new Attempt.Permanent(error));
  }

  private static Reply refused(Attempt attempt) {
    return new Reply.Refused("", attempt);
  }

  private static JsonNode parsed(String body) {
    try {
      JsonNode answer = JSON.readTree(body);
      return answer.isObject() ? answer : MissingNode.getInstance();
    } catch (JsonProcessingException notJson) {
      return MissingNode.getInstance();
    }
  }

  private String masked(String error) {
    String line = secret.maskedIn(error).replaceAll("\\p{Cntrl}+", " ");
    return line.length() <= LONGEST_ERROR ? line : line.substring(0, LONGEST_ERROR) + "…";
  }

  @Override
  public void close() {
    http.close();
  }
}
