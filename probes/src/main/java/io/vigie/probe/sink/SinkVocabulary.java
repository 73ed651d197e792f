package io.vigie.probe.sink;

import static dev.cel.common.types.SimpleType.BOOL;
import static dev.cel.common.types.SimpleType.DURATION;
import static dev.cel.common.types.SimpleType.DYN;
import static dev.cel.common.types.SimpleType.INT;
import static dev.cel.common.types.SimpleType.STRING;
import static dev.cel.common.types.SimpleType.TIMESTAMP;

import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.StructType;
import io.vigie.probe.expect.JsonText;
import io.vigie.probe.expect.Vocabulary;
import io.vigie.probe.net.Glossary;
import io.vigie.probe.net.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What an expectation may say of what arrived. */
public final class SinkVocabulary {

  static final Stage TURN = new Stage("turn", "waiting for its turn at the sink");
  static final Stage TRIGGER = new Stage("trigger", "making the application send");
  static final Stage ARRIVAL = new Stage("arrival", "waiting for what arrives");

  static final List<Stage> STAGES = List.of(TURN, TRIGGER, ARRIVAL);

  private static final StructType REQUEST =
      Glossary.record(
          "SinkRequest",
          Map.ofEntries(
              Map.entry("method", STRING),
              Map.entry("path", STRING),
              Map.entry("query", STRING),
              Map.entry("headers", MapType.create(STRING, STRING)),
              Map.entry("body", STRING),
              Map.entry("json", DYN),
              Map.entry("truncated", BOOL),
              Map.entry("at", TIMESTAMP),
              Map.entry("gap", DURATION),
              Map.entry("status", INT),
              Map.entry("taken", INT)));

  /** The type of {@code requests}. */
  public static final ListType REQUESTS = ListType.create(REQUEST);

  static final Vocabulary WORDS =
      new Glossary()
          .add("count", INT, "How many requests arrived.")
          .add("others", INT, "How many arrived that do not have the nonce of this run in them.")
          .add(
              "requests",
              REQUESTS,
              "The requests: method, path, query, headers, body, json, truncated, at, gap, status,"
                  + " taken.")
          .add("gaps", ListType.create(DURATION), "The time between each request and the next.")
          .add("growing", BOOL, "Whether each gap is longer than the one before.")
          .add("firstAfter", DURATION, "How long it took until the first of them, 0 without one.")
          .add("tlsRefused", INT, "How often a client refused the certificate.")
          .add("trigger.status", INT, "The status of the answer to the trigger, 0 without one.")
          .add("trigger.body", STRING, "What was answered to the trigger, its first 64 KiB.")
          .add("nonce", STRING, "What tells this run from others, empty without one.")
          .vocabulary(STAGES);

  private SinkVocabulary() {}

  /** The values of {@code requests}. */
  public static List<Map<String, Object>> values(List<SinkRequest> requests) {
    List<Map<String, Object>> values = new ArrayList<>();
    Duration before = requests.isEmpty() ? Duration.ZERO : requests.getFirst().after();
    for (SinkRequest request : requests) {
      values.add(value(request, request.after().minus(before)));
      before = request.after();
    }
    return List.copyOf(values);
  }

  /** Without {@code json} where the body is none: to ask for it is then an error, and says so. */
  private static Map<String, Object> value(SinkRequest request, Duration gap) {
    Map<String, Object> value = new HashMap<>();
    value.put("method", request.method());
    value.put("path", request.path());
    value.put("query", request.query());
    value.put("headers", request.headers());
    value.put("body", request.body());
    value.put("truncated", request.truncated());
    value.put("at", request.at());
    value.put("gap", gap);
    value.put("status", (long) request.status());
    value.put("taken", request.taken());
    json(request.body(), value);
    return value;
  }

  private static void json(String body, Map<String, Object> value) {
    try {
      value.put("json", JsonText.value(body));
    } catch (IllegalArgumentException e) {
      value.remove("json");
    }
  }
}
