package io.vigie.scheduler.checklist;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vigie.probe.ProbeKind;
import io.vigie.probe.expect.Expectations;
import io.vigie.probe.expect.Problem;
import io.vigie.probe.settings.JsonNodes;
import io.vigie.probe.settings.NearestWord;
import io.vigie.probe.settings.Node;
import io.vigie.probe.settings.Node.Mapping;
import io.vigie.probe.settings.Node.Position;
import io.vigie.probe.settings.Node.Scalar;
import io.vigie.probe.settings.Node.Sequence;
import io.vigie.probe.settings.SettingsReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How an item is looked at: the kind, its settings in the form in which they travel. */
record Look(String kind, ObjectNode settings, List<String> defaultExpectations) {

  /** Reads the part of an item that belongs to its kind. */
  static final class LookReader {

    private final Map<String, ProbeKind<?>> kinds;
    private final SettingsReader<ItemForm> items;
    private final Source source;
    private final Findings findings;
    private final Map<Expected, List<Problem>> compiled = new HashMap<>();

    /** An expression, and whose words it is made of. */
    private record Expected(String kind, String text) {}

    LookReader(Map<String, ProbeKind<?>> kinds, Source source, Findings findings) {
      this.kinds = kinds;
      this.items = SettingsReader.of(ItemForm.class).besides(kinds.keySet());
      this.source = source;
      this.findings = findings;
    }

    /** What the item says besides its kind. */
    Optional<ItemForm> form(Mapping item, String path) {
      return items.read(item, path, findings::error);
    }

    /** What it says of its kind; every problem of settings and expectations is found. */
    Optional<Look> read(Mapping item, String path) {
      List<String> named = item.entries().keySet().stream().filter(kinds::containsKey).toList();
      if (named.size() == 1) {
        ProbeKind<?> kind = kinds.get(named.getFirst());
        compile(kind, item, path);
        return look(kind, item, path + "." + named.getFirst());
      } else if (named.isEmpty()) {
        refuseNone(item, path);
      } else {
        refuseSecond(named, item, path);
      }
      return Optional.empty();
    }

    private <S extends Record> Optional<Look> look(ProbeKind<S> kind, Mapping item, String path) {
      Node written = item.entries().get(kind.name()).value();
      SettingsReader<S> reader = SettingsReader.of(kind.settings());
      return reader
          .read(written, path, findings::error)
          .map(
              settings ->
                  new Look(
                      kind.name(),
                      JsonNodes.toJson(reader.expanded(written)),
                      kind.defaultExpectations(settings)));
    }

    private void compile(ProbeKind<?> kind, Mapping item, String path) {
      Mapping.Entry entry = item.entries().get("expect");
      if (entry == null || !(entry.value() instanceof Sequence(List<Node> written, var _))) {
        return;
      }
      for (int i = 0; i < written.size(); i++) {
        if (written.get(i) instanceof Scalar(String text, Position at)) {
          String below = path + ".expect[" + i + "]";
          problems(kind, text)
              .forEach(
                  problem ->
                      findings.error(
                          source.within(at, text, problem.column()), below, problem.message()));
        }
      }
    }

    /** Many items of a file expect the same, and compiling is most of the work of reading one. */
    private List<Problem> problems(ProbeKind<?> kind, String text) {
      return compiled.computeIfAbsent(
          new Expected(kind.name(), text),
          _ -> Expectations.compile(kind.vocabulary(), List.of(text)).problems());
    }

    /** A key that is nearly a kind was reported already, with the kind as the nearest. */
    private void refuseNone(Mapping item, String path) {
      boolean misspelt =
          item.entries().keySet().stream()
              .filter(key -> !items.keys().contains(key))
              .flatMap(key -> NearestWord.to(key, items.keys()).stream())
              .anyMatch(kinds::containsKey);
      if (!misspelt) {
        findings.error(
            item.at(), path, "must have one of the kinds " + listed() + ", was without any");
      }
    }

    private void refuseSecond(List<String> named, Mapping item, String path) {
      String second = named.get(1);
      findings.error(
          item.entries().get(second).keyAt(),
          path + "." + second,
          "an item must have one kind, was " + String.join(" and ", named));
    }

    private String listed() {
      return String.join(", ", kinds.keySet().stream().sorted().toList());
    }
  }
}
