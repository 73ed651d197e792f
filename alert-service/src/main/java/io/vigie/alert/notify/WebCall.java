package io.vigie.alert.notify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.vigie.alert.notify.story.PlainText;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A post and what its status means, for channels that use the words of HTTP: 429, 408, 425 and 5xx
 * pass; 504 and silence leave it open whether somebody has it; a redirect is not followed, and all
 * else is a refusal for good. What a 2xx means is asked of the channel, because some refuse with
 * it.
 */
public final class WebCall implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST_ERROR = 200;

  private final String whom;
  private final HttpPost http;
  private final List<Secret> secrets;

  /**
   * @param whom who is called, for errors
   * @param secrets what must not be repeated in any error
   */
  public WebCall(String whom, HttpPost http, List<Secret> secrets) {
    this.whom = whom;
    this.http = http;
    this.secrets = List.copyOf(secrets);
  }

  /** What an answer with a status of 2xx says. */
  public record Answer(int status, String body) {

    /** The body as JSON; a missing node where it is none. */
    public JsonNode json() {
      try {
        JsonNode read = JSON.readTree(body);
        return read == null ? MissingNode.getInstance() : read;
      } catch (JsonProcessingException notJson) {
        return MissingNode.getInstance();
      }
    }
  }

  /** How a channel reads an answer of 2xx. */
  @FunctionalInterface
  public interface Reading {
    Attempt of(Answer answer);
  }

  /** Posts once; whoever answers 2xx is believed. */
  public Attempt post(URI to, Map<String, String> headers, String json) {
    return post(to, headers, json, _ -> new Attempt.Delivered(Optional.empty()));
  }

  /** Posts once. */
  public Attempt post(URI to, Map<String, String> headers, String json, Reading reading) {
    return switch (http.post(to, headers, json)) {
      case HttpPost.Outcome.NotSent(String error) -> Attempt.retry(told(error));
      case HttpPost.Outcome.NotAnswered(String error) -> new Attempt.Unclear(told(error));
      case HttpPost.Outcome.Answered(int status, Optional<Duration> after, String body) ->
          status / 100 == 2 ? reading.of(new Answer(status, body)) : refused(status, after, body);
    };
  }

  private Attempt refused(int status, Optional<Duration> after, String body) {
    if (status == 504) {
      return new Attempt.Unclear(told("answered 504: " + body));
    }
    if (status == 429 || status == 408 || status == 425 || status >= 500) {
      // No pause at all would be no reason to ask again and again.
      Optional<Duration> pause = after.filter(Duration::isPositive);
      return new Attempt.Retry(told("answered " + status + ": " + body), pause);
    }
    String redirected = status / 100 == 3 ? ", which is not followed" : "";
    return new Attempt.Permanent(told("answered " + status + redirected + ": " + body));
  }

  /** A refusal for good inside an answer that does not look like one. */
  public Attempt refusal(Answer answer) {
    return new Attempt.Permanent(told("answered " + answer.status() + ": " + answer.body()));
  }

  /** A refusal that passes inside an answer that does not look like one. */
  public Attempt passing(Answer answer) {
    return Attempt.retry(told("answered " + answer.status() + ": " + answer.body()));
  }

  private String told(String error) {
    String safe = whom + " " + error;
    for (Secret secret : secrets) {
      safe = secret.maskedIn(safe);
    }
    return PlainText.line(safe, LONGEST_ERROR);
  }

  @Override
  public void close() {
    http.close();
  }
}
