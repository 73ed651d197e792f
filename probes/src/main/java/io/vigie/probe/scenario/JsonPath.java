package io.vigie.probe.scenario;

import dev.cel.common.values.NullValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A way into a JSON document, such as {@code items[0].id}. */
record JsonPath(List<Object> steps) {

  private static final Pattern STEP = Pattern.compile("\\.?([^.\\[\\]]+)|\\[(\\d{1,6})]");

  static JsonPath parse(String text) {
    List<Object> steps = new ArrayList<>();
    Matcher step = STEP.matcher(text);
    int end = 0;
    while (step.find() && step.start() == end) {
      steps.add(step.group(1) == null ? Integer.valueOf(step.group(2)) : step.group(1));
      end = step.end();
    }
    if (steps.isEmpty() || end != text.length()) {
      throw new IllegalArgumentException(
          "must be names with dots between them and numbers in brackets, such as items[0].id,"
              + " was \""
              + text
              + '"');
    }
    return new JsonPath(steps);
  }

  private static Object field(Object at, Object name) {
    return at instanceof Map<?, ?> map ? map.get(name) : null;
  }

  private static Object element(Object at, int index) {
    return at instanceof List<?> list && index < list.size() ? list.get(index) : null;
  }

  /** What is there, unless it is nothing. */
  Optional<Object> in(Object document) {
    Object at = document;
    for (Object step : steps) {
      at = step instanceof Integer index ? element(at, index) : field(at, step);
    }
    return Optional.ofNullable(at).filter(found -> !(found instanceof NullValue));
  }
}
