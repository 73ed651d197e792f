package io.vigie.report.web;

import io.vigie.contract.check.ChecklistReport;
import io.vigie.contract.check.Severity;
import io.vigie.contract.state.ItemState;
import io.vigie.report.verdict.Readiness;
import io.vigie.report.verdict.Verdict.Decision;
import io.vigie.report.web.Bar.Share;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The overview: one row for each system, worst first. */
public record OverviewView(
    String headline, List<Row> systems, int more, List<File> files, boolean empty) {

  /** More systems than this are only counted: the worst are what matters. */
  static final int MOST_SYSTEMS = 150;

  private static final List<ItemState> ORDER =
      List.of(
          ItemState.FAILING,
          ItemState.UNKNOWN,
          ItemState.STALE,
          ItemState.PENDING,
          ItemState.WAIVED,
          ItemState.PASSING,
          ItemState.NOT_APPLICABLE);

  /** One system. */
  public record Row(
      String system,
      String environment,
      String title,
      Mark verdict,
      String sentence,
      List<Mark> marks,
      List<Count> open,
      Bar states,
      int items,
      String score,
      Optional<Moment> dataAsOf) {
    public String address() {
      return "/systems/" + system + "/" + environment;
    }
  }

  /** How many items of a severity are failing. */
  public record Count(String severity, long count) {
    public boolean isAny() {
      return count > 0;
    }
  }

  /** A checklist file with problems. */
  public record File(String file, boolean broken, int items, List<Problem> problems, int more) {}

  /** One problem, with its place as editors understand it. */
  public record Problem(String place, String gravity, String path, String message) {}

  private static final int MOST_PROBLEMS = 10;

  static OverviewView of(List<Readiness> systems, List<ChecklistReport> files, Instant now) {
    return new OverviewView(
        headline(systems),
        systems.stream().limit(MOST_SYSTEMS).map(system -> row(system, now)).toList(),
        Math.max(0, systems.size() - MOST_SYSTEMS),
        files.stream().filter(file -> !file.problems().isEmpty()).map(OverviewView::file).toList(),
        systems.isEmpty());
  }

  private static String headline(List<Readiness> systems) {
    if (systems.isEmpty()) {
      return "Nothing is watched yet";
    }
    long reserved = count(systems, Decision.GO_WITH_RESERVATIONS);
    long ready = count(systems, Decision.GO) + reserved;
    String all = ready == systems.size() ? "All " + ready : ready + " of " + systems.size();
    return systems.size() == 1
        ? "The system is " + (ready == 1 ? "ready" : "not ready")
        : all + " systems ready" + (reserved == 0 ? "" : ", " + reserved + " with reservations");
  }

  private static long count(List<Readiness> systems, Decision decision) {
    return systems.stream().filter(system -> system.verdict().decision() == decision).count();
  }

  private static Row row(Readiness readiness, Instant now) {
    return new Row(
        readiness.system().system(),
        readiness.system().environment(),
        readiness.title(),
        Mark.of(readiness.verdict().decision()),
        readiness.verdict().sentence(),
        marks(readiness),
        open(readiness),
        states(readiness),
        readiness.items().size(),
        readiness.maturity().score(),
        readiness.dataAsOf().map(at -> new Moment(at, now)));
  }

  /** What is so of some items and does not count. */
  static List<Mark> marks(Readiness readiness) {
    List<Mark> marks = new ArrayList<>();
    long warnings = readiness.warnings();
    if (warnings > 0) {
      marks.add(Mark.warning(warnings + (warnings == 1 ? " warning" : " warnings")));
    }
    if (readiness.inMaintenance() > 0) {
      marks.add(Mark.maintenance(readiness.inMaintenance() + " under maintenance"));
    }
    return marks;
  }

  static List<Count> open(Readiness readiness) {
    return Arrays.stream(Severity.values())
        .map(severity -> new Count(severity.name(), readiness.open(severity)))
        .toList();
  }

  static Bar states(Readiness readiness) {
    return Bar.of(
        ORDER.stream()
            .map(
                state ->
                    new Share(
                        state.word(),
                        readiness.count(state) + " " + state.word(),
                        readiness.count(state)))
            .toList());
  }

  private static File file(ChecklistReport report) {
    return new File(
        report.file(),
        report.isBroken(),
        report.items(),
        report.problems().stream().limit(MOST_PROBLEMS).map(p -> problem(report, p)).toList(),
        Math.max(0, report.problems().size() - MOST_PROBLEMS));
  }

  private static Problem problem(ChecklistReport report, ChecklistReport.Problem problem) {
    String place =
        problem.line() == 0
            ? report.file()
            : report.file() + ":" + problem.line() + ":" + problem.column();
    return new Problem(place, problem.gravity().word(), problem.path(), problem.message());
  }
}
