package io.vigie.probe.sink;

import io.vigie.probe.net.Trouble.Broken;
import io.vigie.probe.settings.DurationText;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What must have become of the requests. Pure: it throws what is wrong. */
final class SinkJudge {

  private final SinkSettings settings;
  private final String where;

  /**
   * A judge.
   *
   * @param where how long it was waited, for messages
   */
  SinkJudge(SinkSettings settings, String where) {
    this.settings = settings;
    this.where = where;
  }

  void judge(List<SinkRequest> requests, int count, int refusals) {
    if (settings.tls() == Door.SELF_SIGNED) {
      refused(requests, count, refusals);
    } else {
      arrived(requests, count);
      grown(requests);
    }
  }

  private void refused(List<SinkRequest> requests, int count, int refusals) {
    if (count > 0) {
      throw new Broken(
          "unverified-tls",
          "a certificate that nobody may trust must be refused, "
              + count
              + " came over it, the first: "
              + shown(requests.getFirst()));
    } else if (refusals == 0) {
      throw nothing();
    }
  }

  private void arrived(List<SinkRequest> requests, int count) {
    int least = settings.least();
    if (count == 0 && least > 0) {
      throw nothing();
    } else if (count < least) {
      boolean refused = requests.getLast().status() >= 300;
      throw new Broken(
          refused ? "no-retry" : "too-few",
          count
              + " of "
              + least
              + " requests arrived "
              + where
              + ", answered with "
              + said(requests));
    } else if (settings.exactly().filter(most -> count > most).isPresent()) {
      throw tooMany(requests, count, least);
    }
  }

  private static Broken tooMany(List<SinkRequest> requests, int count, int most) {
    String code =
        switch (most) {
          case 0 -> "arrived-unasked";
          case 1 -> "arrived-twice";
          default -> "arrived-too-often";
        };
    return new Broken(
        code,
        "there must be "
            + most
            + " requests, "
            + count
            + " arrived, answered with "
            + said(requests));
  }

  private void grown(List<SinkRequest> requests) {
    List<Duration> gaps = gaps(requests);
    if (settings.gaps() == SinkSettings.Gaps.GROWING && !growing(gaps)) {
      String shown =
          gaps.stream()
              .map(gap -> DurationText.print(millis(gap)))
              .collect(Collectors.joining(", "));
      throw new Broken("wrong-gaps", "each gap must be longer than the one before, were " + shown);
    }
  }

  private Broken nothing() {
    return new Broken(
        "nothing-arrived", "nothing arrived at the sink " + settings.name() + " " + where);
  }

  /** The time between each request and the next. */
  static List<Duration> gaps(List<SinkRequest> requests) {
    return IntStream.range(1, requests.size())
        .mapToObj(i -> requests.get(i).after().minus(requests.get(i - 1).after()))
        .toList();
  }

  /** Whether each is longer than the one before; of fewer than two nothing can be said. */
  static boolean growing(List<Duration> gaps) {
    return IntStream.range(1, gaps.size())
        .allMatch(i -> gaps.get(i).compareTo(gaps.get(i - 1)) > 0);
  }

  private static String said(List<SinkRequest> requests) {
    return requests.stream()
        .limit(10)
        .map(request -> String.valueOf(request.status()))
        .collect(Collectors.joining(", "));
  }

  private static String shown(SinkRequest request) {
    String path =
        request.path().length() <= 100 ? request.path() : request.path().substring(0, 100);
    return request.method() + (path.isEmpty() ? "" : " " + path);
  }

  private static Duration millis(Duration span) {
    return Duration.ofMillis(span.toMillis());
  }
}
