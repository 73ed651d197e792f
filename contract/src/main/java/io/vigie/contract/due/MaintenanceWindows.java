package io.vigie.contract.due;

import io.vigie.contract.check.Maintenance;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The maintenance of one item. Pure and immutable; a window includes its begin, not its end. */
public final class MaintenanceWindows {

  /** None. */
  public static final MaintenanceWindows NONE = new MaintenanceWindows(List.of());

  /** So many windows that follow each other without a break are one that does not end. */
  private static final int MOST_IN_A_ROW = 1_000;

  private final List<Window> windows;

  private MaintenanceWindows(List<Window> windows) {
    this.windows = windows;
  }

  /** The windows that an item is given. */
  public static MaintenanceWindows of(List<Maintenance> maintenance) {
    return maintenance.isEmpty()
        ? NONE
        : new MaintenanceWindows(maintenance.stream().map(MaintenanceWindows::window).toList());
  }

  /** One time of maintenance. */
  public record Span(String reason, Instant from, Instant to) {}

  public boolean covers(Instant moment) {
    return windows.stream().anyMatch(window -> window.at(moment).isPresent());
  }

  /** The maintenance at {@code moment}; of several, the one that lasts longest. */
  public Optional<Span> at(Instant moment) {
    return windows.stream()
        .flatMap(window -> window.at(moment).stream())
        .max(Comparator.comparing(Span::to));
  }

  /** The next maintenance that begins after {@code moment}. */
  public Optional<Span> next(Instant moment) {
    return windows.stream()
        .flatMap(window -> window.next(moment).stream())
        .min(Comparator.comparing(Span::from));
  }

  /**
   * When the maintenance at {@code moment} is over, with what follows it without a break; {@code
   * moment} itself where there is none.
   */
  public Instant endOf(Instant moment) {
    Instant end = moment;
    for (int i = 0; i < MOST_IN_A_ROW; i++) {
      Optional<Span> span = at(end);
      if (span.isEmpty()) {
        return end;
      }
      end = span.get().to();
    }
    return end;
  }

  /** What lies between two moments, in order, without overlaps. */
  public List<Span> between(Instant from, Instant to) {
    List<Span> spans = new ArrayList<>();
    Instant moment = from;
    while (moment.isBefore(to)) {
      Optional<Span> span = at(moment);
      if (span.isEmpty()) {
        span = next(moment).filter(next -> next.from().isBefore(to));
      }
      if (span.isEmpty()) {
        return spans;
      }
      Instant begins = later(moment, span.get().from());
      moment = earlier(to, span.get().to());
      spans.add(new Span(span.get().reason(), begins, moment));
    }
    return spans;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Window window(Maintenance maintenance) {
    return switch (maintenance.window()) {
      case Maintenance.Once once ->
          new OneTime(new Span(maintenance.reason(), once.from(), once.to()));
      case Maintenance.Recurring recurring ->
          new Repeated(
              maintenance.reason(),
              CronExpression.parse(recurring.cron()),
              recurring.zone(),
              recurring.lasts());
    };
  }

  /** One window, or one that comes again. */
  private sealed interface Window {
    Optional<Span> at(Instant moment);

    Optional<Span> next(Instant moment);
  }

  private record OneTime(Span span) implements Window {
    @Override
    public Optional<Span> at(Instant moment) {
      return Stream.of(span)
          .filter(one -> !moment.isBefore(one.from()) && moment.isBefore(one.to()))
          .findFirst();
    }

    @Override
    public Optional<Span> next(Instant moment) {
      return Stream.of(span).filter(one -> one.from().isAfter(moment)).findFirst();
    }
  }

  private record Repeated(String reason, CronExpression cron, ZoneId zone, Duration lasts)
      implements Window {
    @Override
    public Optional<Span> at(Instant moment) {
      // The first that is not over yet; of those that overlap it is not the last to end.
      return Stream.of(cron.next(moment.minus(lasts), zone))
          .filter(begin -> !begin.isAfter(moment))
          .map(this::from)
          .findFirst();
    }

    @Override
    public Optional<Span> next(Instant moment) {
      return Optional.of(from(cron.next(moment, zone)));
    }

    private Span from(Instant begin) {
      return new Span(reason, begin, begin.plus(lasts));
    }
  }
}
