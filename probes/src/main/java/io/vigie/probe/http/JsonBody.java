package io.vigie.probe.http;

import io.vigie.probe.expect.Absent;
import io.vigie.probe.expect.JsonText;

/** A body as the values that expectations work with. */
final class JsonBody {

  private JsonBody() {}

  /**
   * The value, or {@link Absent} with the reason.
   *
   * @param contentType what the answer says to be, or nothing
   */
  static Object parsed(String body, boolean truncated, String contentType) {
    try {
      return JsonText.value(body);
    } catch (IllegalArgumentException e) {
      return new Absent(why(e, truncated && !body.isBlank(), contentType));
    }
  }

  private static String why(IllegalArgumentException e, boolean cut, String contentType) {
    return contentType.isEmpty() || contentType.contains("json")
        ? "the body " + e.getMessage() + (cut ? " (the body was cut at maxBody)" : "")
        : "the answer is " + contentType + ", not JSON";
  }
}
