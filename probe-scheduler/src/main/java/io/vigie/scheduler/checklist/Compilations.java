package io.vigie.scheduler.checklist;

import io.vigie.probe.ProbeKind;
import io.vigie.probe.expect.Expectations;
import io.vigie.probe.expect.Problem;
import io.vigie.probe.settings.Node;
import io.vigie.probe.settings.Node.Position;
import io.vigie.probe.settings.Node.Scalar;
import io.vigie.probe.settings.Node.Sequence;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Judges expectations. Many items expect the same, and compiling is most of the work of reading
 * one, so each is compiled once a reading. Not thread-safe.
 */
final class Compilations {

  private final Map<Expected, List<Problem>> compiled = new HashMap<>();

  /** An expression, and whose words it is made of. */
  private record Expected(String kind, String text) {}

  /** Reports what is wrong with the expectations of an item, each at its place. */
  void judge(ProbeKind<?> kind, Written item, Source source) {
    for (String key : List.of("expect", "warn")) {
      if (item.find(key).node() instanceof Sequence(List<Node> written, var _) && item.has(key)) {
        for (int i = 0; i < written.size(); i++) {
          if (written.get(i) instanceof Scalar(String text, Position at)) {
            String path = item.path() + "." + key + "[" + i + "]";
            problems(kind, text)
                .forEach(
                    problem ->
                        item.findings()
                            .error(
                                source.within(at, text, problem.column()),
                                path,
                                problem.message()));
          }
        }
      }
    }
  }

  private List<Problem> problems(ProbeKind<?> kind, String text) {
    return compiled.computeIfAbsent(
        new Expected(kind.name(), text),
        _ -> Expectations.compile(kind.vocabulary(), List.of(text)).problems());
  }
}
