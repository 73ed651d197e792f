package io.vigie.testkit.twin.signal;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vigie.testkit.twin.Planted;
import java.util.Optional;

/** When webhooks are sent, to be read and to be set, at the new address and at the old ones. */
final class TimeWindowApi {

  static final String START = "webhooks_time_start";
  static final String END = "webhooks_time_end";
  static final TimeWindow AT_FIRST = new TimeWindow("08h30", "19h00");

  private static final String ZONE = "Europe/Paris";

  private final Planted planted;
  private volatile TimeWindow window = AT_FIRST;

  TimeWindowApi(Planted planted) {
    this.planted = planted;
  }

  TimeWindow window() {
    return window;
  }

  void answer(HttpServerRequest request) {
    if (HttpMethod.POST.equals(request.method())) {
      request.body().onSuccess(body -> set(request, body));
    } else {
      TimeWindow shown = window;
      boolean differs = planted.contains(SignalFaults.LEGACY_DIFFERS);
      tell(request, differs ? new TimeWindow(shown.start(), "23h59") : shown);
    }
  }

  void answerLegacyGet(HttpServerRequest request) {
    tell(request, window);
  }

  void answerLegacySet(HttpServerRequest request) {
    request.body().onSuccess(body -> set(request, body));
  }

  private void tell(HttpServerRequest request, TimeWindow shown) {
    SignalSite.json(
        request.response(),
        200,
        new JsonObject()
            .put("success", true)
            .put(START, shown.start())
            .put(END, shown.end())
            .put("timezone", planted.contains(SignalFaults.WRONG_ZONE) ? "UTC" : ZONE));
  }

  private void set(HttpServerRequest request, Buffer body) {
    Optional<TimeWindow> wanted = wanted(body);
    if (wanted.isPresent()) {
      window = wanted.get();
      tell(request, window);
    } else {
      SignalSite.json(
          request.response(),
          400,
          new JsonObject().put("success", false).put("message", "Format: HHhMM ou HH:MM"));
    }
  }

  private Optional<TimeWindow> wanted(Buffer body) {
    try {
      JsonObject given = new JsonObject(body);
      String start = given.getString("start", "");
      String end = given.getString("end", "");
      Optional<TimeWindow> wanted = TimeWindow.of(start, end);
      return planted.contains(SignalFaults.HOUR_25_ACCEPTED)
          ? wanted.or(() -> Optional.of(new TimeWindow(start, end)))
          : wanted;
    } catch (DecodeException | ClassCastException e) {
      return Optional.empty();
    }
  }
}
