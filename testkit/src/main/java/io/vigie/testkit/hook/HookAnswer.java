package io.vigie.testkit.hook;

import java.util.Map;
import java.util.TreeMap;

/** What is said to a request. */
public record HookAnswer(int status, String type, String body, Map<String, String> headers) {

  public HookAnswer {
    headers = Map.copyOf(headers);
  }

  public static HookAnswer text(int status, String body) {
    return new HookAnswer(status, "text/plain", body, Map.of());
  }

  public static HookAnswer json(int status, String body) {
    return new HookAnswer(status, "application/json", body, Map.of());
  }

  /** The same with one header more. */
  public HookAnswer with(String name, String value) {
    Map<String, String> more = new TreeMap<>(headers);
    more.put(name, value);
    return new HookAnswer(status, type, body, more);
  }

  boolean isSuccess() {
    return status / 100 == 2;
  }
}
