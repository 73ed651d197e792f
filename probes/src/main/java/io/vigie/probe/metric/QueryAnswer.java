package io.vigie.probe.metric;

import io.vigie.probe.net.Trouble.Broken;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a Prometheus answers to an instant query. */
final class QueryAnswer {

  private static final int LONGEST = 300;

  private QueryAnswer() {}

  /** The series of an answer; fails where it is none, or an error. */
  static List<Series> read(Object json) {
    if (!(json instanceof Map<?, ?> answer) || !(answer.get("status") instanceof String status)) {
      throw new IllegalArgumentException("it is no answer of a Prometheus");
    } else if (!status.equals("success")) {
      throw failed(answer.get("errorType") + ": " + answer.get("error"));
    } else if (!(answer.get("data") instanceof Map<?, ?> data)) {
      throw new IllegalArgumentException("it has no data");
    } else {
      return series(String.valueOf(data.get("resultType")), data.get("result"));
    }
  }

  private static Broken failed(String why) {
    String shown = why.length() > LONGEST ? why.substring(0, LONGEST) + "…" : why;
    return new Broken("query-failed", "the query must succeed, " + shown);
  }

  private static List<Series> series(String type, Object result) {
    return switch (type) {
      case "vector" -> vector(result instanceof List<?> list ? list : List.of());
      case "scalar" -> List.of(new Series("scalar", Map.of(), value(result)));
      case "matrix", "string" ->
          throw failed("it must give an instant vector or a scalar, gives a " + type);
      default -> throw new IllegalArgumentException("it has no result");
    };
  }

  private static List<Series> vector(List<?> list) {
    if (list.isEmpty()) {
      throw new Broken("empty-result", "the query must have a result, has none");
    } else if (list.size() > Exposition.MOST_SELECTED) {
      throw new Exposition.TooLarge(
          "more than " + Exposition.MOST_SELECTED + " series are in the result");
    }
    List<Series> series = new ArrayList<>();
    list.forEach(one -> series.add(one(one)));
    return series;
  }

  private static Series one(Object one) {
    if (!(one instanceof Map<?, ?> map) || !(map.get("metric") instanceof Map<?, ?> metric)) {
      throw new IllegalArgumentException("a series has no labels");
    }
    Map<String, String> labels = new TreeMap<>();
    metric.forEach((name, value) -> labels.put(String.valueOf(name), String.valueOf(value)));
    String name = labels.remove("__name__");
    return new Series(name == null ? "" : name, labels, value(map.get("value")));
  }

  private static double value(Object pair) {
    if (pair instanceof List<?> list && list.size() == 2 && list.get(1) instanceof String text) {
      return Series.number(text);
    }
    throw new IllegalArgumentException("a series has no value");
  }
}
