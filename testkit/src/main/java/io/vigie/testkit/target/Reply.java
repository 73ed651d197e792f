package io.vigie.testkit.target;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What {@link HttpTarget} answers. Immutable; each method gives a changed copy. */
public record Reply(
    int status, List<Map.Entry<String, String>> headers, String body, Duration delay) {

  public Reply {
    headers = List.copyOf(headers);
  }

  /** An empty answer. */
  public static Reply status(int status) {
    return new Reply(status, List.of(), "", Duration.ZERO);
  }

  /** A 200 with a text. */
  public static Reply ok(String body) {
    return status(200).body(body);
  }

  /** A 200 with a JSON document. */
  public static Reply json(String body) {
    return ok(body).header("content-type", "application/json");
  }

  /** A 302 to a place. */
  public static Reply redirect(String location) {
    return status(302).header("location", location);
  }

  /** With one header more. */
  public Reply header(String name, String value) {
    List<Map.Entry<String, String>> more = new ArrayList<>(headers);
    more.add(Map.entry(name, value));
    return new Reply(status, more, body, delay);
  }

  public Reply body(String text) {
    return new Reply(status, headers, text, delay);
  }

  /** After a while. */
  public Reply after(Duration time) {
    return new Reply(status, headers, body, time);
  }
}
