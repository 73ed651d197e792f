package io.vigie.scheduler.checklist;

import io.vigie.probe.settings.Node;
import io.vigie.probe.settings.Node.Mapping;
import io.vigie.probe.settings.Node.Position;
import io.vigie.probe.settings.Node.Scalar;
import io.vigie.probe.settings.Node.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The items of a checklist with those of its groups and matrices, each with its values. */
final class Expansion {

  static final int MOST_ITEMS = 25_000;
  private static final String ITEMS = "items";

  /** Keys that name other items. */
  private static final Set<String> NAMING = Set.of("rollup", "dependsOn");

  private final String file;
  private final Set<String> kinds;
  private final List<Item> items = new ArrayList<>();
  private final Map<String, FileReading.Place> ids = new LinkedHashMap<>();
  private boolean full;

  /** The items of the checklist in {@code file}. */
  Expansion(String file, Set<String> kinds) {
    this.file = file;
    this.kinds = kinds;
  }

  /** An item and the file that it is from. */
  record Item(Written written, Map<String, Scalar> variables, Unit unit) {}

  List<Item> items() {
    return items;
  }

  /** Where each id was written: in the checklist, be it by an include. */
  Map<String, FileReading.Place> ids() {
    return ids;
  }

  /** Adds the items of one file. */
  void add(Unit unit) {
    Mapping.Entry entry = unit.document().entries().get(ITEMS);
    if (entry == null || !(entry.value() instanceof Sequence(List<Node> written, Position at))) {
      return;
    }
    if (written.isEmpty()) {
      unit.findings().warning(at, ITEMS, "should hold at least one item, was empty");
    }
    for (int i = 0; i < written.size(); i++) {
      String path = ITEMS + "[" + i + "]";
      if (written.get(i) instanceof Mapping item) {
        add(new Written(item, path, unit.findings()), unit);
      } else {
        unit.findings()
            .error(written.get(i).at(), path, "an item must be a mapping, was something else");
      }
    }
  }

  private void add(Written item, Unit unit) {
    Written listed = matrixWithValues(item, unit.values());
    for (Map<String, Scalar> values : Matrix.combinations(listed)) {
      if (items.size() == MOST_ITEMS) {
        refuseMore(item);
        return;
      }
      Substitution substitution = values.isEmpty() ? unit.values() : unit.values().with(values);
      Mapping valued = named(withValues(listed, substitution), item, values, unit);
      Written written = new Written(valued, item.path(), item.findings());
      refuseSecondUse(written, unit);
      items.add(new Item(written, substitution.variables(), unit));
    }
  }

  private void refuseMore(Written item) {
    if (!full) {
      full = true;
      item.error("a checklist must have at most " + MOST_ITEMS + " items in all, had more");
    }
  }

  /** The lists of a matrix may use variables themselves. */
  private static Written matrixWithValues(Written item, Substitution substitution) {
    Mapping.Entry matrix = item.mapping().entries().get("matrix");
    if (matrix == null) {
      return item;
    }
    Map<String, Mapping.Entry> entries = new LinkedHashMap<>(item.mapping().entries());
    Node valued =
        substitution.apply(matrix.value(), item.path() + ".matrix", Substitution.Secrets.REFUSED);
    entries.put("matrix", new Mapping.Entry(matrix.keyAt(), valued));
    return new Written(new Mapping(entries, item.mapping().at()), item.path(), item.findings());
  }

  /** Only the settings of a probe may refer to secrets: nothing else reaches a runner. */
  private Mapping withValues(Written item, Substitution substitution) {
    Map<String, Mapping.Entry> entries = new LinkedHashMap<>(item.mapping().entries());
    entries.replaceAll(
        (key, entry) ->
            key.equals("matrix")
                ? entry
                : new Mapping.Entry(
                    entry.keyAt(), withValues(entry.value(), item.path(), key, substitution)));
    return new Mapping(entries, item.mapping().at());
  }

  private Node withValues(Node node, String path, String key, Substitution substitution) {
    boolean kept = kinds.contains(key);
    Node valued =
        substitution.apply(
            node,
            path + "." + key,
            kept ? Substitution.Secrets.KEPT : Substitution.Secrets.REFUSED);
    return NAMING.contains(key) ? asIds(node, valued) : valued;
  }

  /** An id that is composed is named as it is composed. */
  private static Node asIds(Node written, Node valued) {
    return switch (valued) {
      case Scalar(String text, Position at)
          when written instanceof Scalar(String raw, var _) && raw.contains("${") ->
          new Scalar(text.replaceAll("[^A-Za-z0-9._/-]", "-"), at);
      case Scalar scalar -> scalar;
      case Sequence(List<Node> list, Position at) -> {
        List<Node> named = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
          named.add(asIds(((Sequence) written).items().get(i), list.get(i)));
        }
        yield new Sequence(named, at);
      }
      case Mapping(var entries, Position at) -> {
        Map<String, Mapping.Entry> named = new LinkedHashMap<>(entries);
        Map<String, Mapping.Entry> raw = ((Mapping) written).entries();
        named.replaceAll(
            (key, entry) ->
                new Mapping.Entry(entry.keyAt(), asIds(raw.get(key).value(), entry.value())));
        yield new Mapping(named, at);
      }
    };
  }

  /** The item under its full id: with the prefix of its group, told apart by its values. */
  private static Mapping named(
      Mapping valued, Written item, Map<String, Scalar> values, Unit unit) {
    Mapping.Entry entry = valued.entries().get("id");
    if (entry == null || !(entry.value() instanceof Scalar(String id, Position at))) {
      return valued;
    }
    boolean composed =
        item.find("id").node() instanceof Scalar(String written, var _) && written.contains("${");
    String own = composed ? Matrix.slug(id) : id;
    String told = values.isEmpty() || composed ? own : own + "." + Matrix.suffix(values);
    String full = unit.prefix() + told;
    unit.add(full, own);
    Map<String, Mapping.Entry> entries = new LinkedHashMap<>(valued.entries());
    entries.put("id", new Mapping.Entry(entry.keyAt(), new Scalar(full, at)));
    return new Mapping(entries, valued.at());
  }

  private void refuseSecondUse(Written item, Unit unit) {
    if (!(item.has("id") && item.find("id").node() instanceof Scalar(String id, Position at))) {
      return;
    }
    FileReading.Place here =
        unit.includedAt().orElse(new FileReading.Place(item.path() + ".id", at));
    FileReading.Place first = ids.putIfAbsent(id, here);
    if (first == null) {
      return;
    }
    item.error(
        first.equals(here) && item.has("matrix")
            ? "must be different for each value of the matrix, was \"" + id + "\" again"
            : "must be unique, \"" + id + "\" was first used in " + line(first, unit),
        "id");
  }

  private String line(FileReading.Place first, Unit unit) {
    String line = "line " + first.at().line();
    return unit.includedAt().isPresent()
        ? line + " of " + file + "; give the include a prefix"
        : line;
  }
}
