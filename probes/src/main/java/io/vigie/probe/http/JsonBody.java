package io.vigie.probe.http;

import io.vigie.probe.expect.Absent;
import io.vigie.probe.expect.JsonText;

/** A body as the values that expectations work with. */
final class JsonBody {

  private JsonBody() {}

  /** The value, or {@link Absent} with the reason. */
  static Object parsed(String body, boolean truncated) {
    try {
      return JsonText.value(body);
    } catch (IllegalArgumentException e) {
      boolean cut = truncated && !body.isBlank();
      return new Absent(
          "the body " + e.getMessage() + (cut ? " (the body was cut at maxBody)" : ""));
    }
  }
}
