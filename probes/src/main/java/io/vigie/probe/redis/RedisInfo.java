package io.vigie.probe.redis;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What INFO says, by name. */
record RedisInfo(Map<String, String> lines) {

  private static final int MOST_LINES = 400;

  static final RedisInfo NONE = new RedisInfo(Map.of());

  static RedisInfo of(String text) {
    Map<String, String> lines = new LinkedHashMap<>();
    text.lines()
        .filter(line -> !line.startsWith("#") && line.indexOf(':') > 0)
        .limit(MOST_LINES)
        .forEach(
            line ->
                lines.put(
                    line.substring(0, line.indexOf(':')), line.substring(line.indexOf(':') + 1)));
    return new RedisInfo(Collections.unmodifiableMap(lines));
  }

  String text(String name) {
    return lines.getOrDefault(name, "");
  }

  /** 0 where it is not there, or no number. */
  long number(String name) {
    try {
      return Long.parseLong(text(name));
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
