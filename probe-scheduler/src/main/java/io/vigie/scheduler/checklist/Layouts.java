package io.vigie.scheduler.checklist;

import io.vigie.probe.ProbeKind;
import io.vigie.probe.settings.JsonNodes;
import io.vigie.probe.settings.Node;
import io.vigie.probe.settings.Problem;
import io.vigie.probe.settings.RecordModel;
import io.vigie.scheduler.checklist.layout.ChecklistLayout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The uniform form of checklists and groups: the order of keys is that of the reference. */
public final class Layouts {

  private static final List<String> HEAD =
      union(RecordModel.of(ChecklistForm.class).keys(), RecordModel.of(GroupForm.class).keys());
  private static final List<String> ITEM = RecordModel.of(ItemForm.class).keys();

  private Layouts() {}

  /** The layout of files that may use {@code kinds}. */
  public static ChecklistLayout of(Collection<? extends ProbeKind<?>> kinds) {
    Set<String> names = kinds.stream().map(ProbeKind::name).collect(Collectors.toSet());
    return new ChecklistLayout(
        key -> rank(HEAD, key),
        key -> rank(ITEM, names.contains(key) ? Decider.HEARTBEAT.key() : key),
        Layouts::meaning);
  }

  /** The files that are checklists or groups, below a folder or the one file. */
  public static List<Path> filesBelow(Path folderOrFile) throws IOException {
    return ChecklistFiles.below(folderOrFile).entrySet().stream()
        .filter(file -> file.getValue() instanceof ChecklistFiles.Entry.Present)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** What is not known comes last, in the order in which it is written. */
  private static int rank(List<String> keys, String key) {
    int rank = keys.indexOf(key);
    return rank < 0 ? keys.size() : rank;
  }

  private static Optional<?> meaning(String text) {
    List<Problem> problems = new ArrayList<>();
    Optional<Node> root = YamlNodes.parse(text, problems::add);
    return problems.isEmpty() ? root.map(JsonNodes::toJson) : Optional.empty();
  }

  /** The keys of both, those of the second before what follows them in the first. */
  private static List<String> union(List<String> first, List<String> second) {
    List<String> all = new ArrayList<>(first);
    int at = 1;
    for (String key : second) {
      if (all.contains(key)) {
        at = all.indexOf(key) + 1;
      } else {
        all.add(at, key);
        at++;
      }
    }
    return List.copyOf(all);
  }
}
