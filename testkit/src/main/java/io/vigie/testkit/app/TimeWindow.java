package io.vigie.testkit.app;

import io.vertx.core.json.JsonObject;
import io.vigie.testkit.app.Accounts.Account;
import io.vigie.testkit.target.Received;
import io.vigie.testkit.target.Reply;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Hours of the day, with an older and a newer way to them. Thread-safe. */
final class TimeWindow {

  private static final Pattern TIME = Pattern.compile("([01]\\d|2[0-3])[h:]([0-5]\\d)");

  private final Set<AppFault> planted;
  private volatile List<String> hours = List.of("07:30", "20:00");

  TimeWindow(Set<AppFault> planted) {
    this.planted = planted;
  }

  List<String> hours() {
    return hours;
  }

  Reply current(Received request, Account account) {
    return shown(hours);
  }

  Reply legacy(Received request, Account account) {
    if (planted.contains(AppFault.LEGACY_WINDOW_GONE)) {
      return Reply.status(404);
    }
    return shown(
        planted.contains(AppFault.LEGACY_WINDOW_DIFFERS) ? List.of("00:00", "23:59") : hours);
  }

  private static Reply shown(List<String> hours) {
    JsonObject window =
        new JsonObject().put("enabled", !hours.isEmpty()).put("timezone", "Europe/Paris");
    window.put("start", hours.isEmpty() ? "" : hours.getFirst());
    return Reply.json(window.put("end", hours.isEmpty() ? "" : hours.getLast()).encode());
  }

  Reply set(Received request, Account account) {
    JsonObject given = new JsonObject(request.body());
    String start = given.getString("start", "");
    String end = given.getString("end", "");
    Optional<List<String>> read = read(start, end);
    if (read.isEmpty() && !planted.contains(AppFault.WINDOW_NOT_VALIDATED)) {
      return Reply.status(400);
    }
    if (!planted.contains(AppFault.WINDOW_NOT_KEPT)) {
      hours = read.orElse(List.of(start, end));
    }
    return shown(hours);
  }

  private static Optional<List<String>> read(String start, String end) {
    if (start.isEmpty() && end.isEmpty()) {
      return Optional.of(List.of());
    }
    return time(start).flatMap(from -> time(end).map(to -> List.of(from, to)));
  }

  private static Optional<String> time(String text) {
    Matcher matcher = TIME.matcher(text);
    return matcher.matches()
        ? Optional.of(matcher.group(1) + ":" + matcher.group(2))
        : Optional.empty();
  }
}
