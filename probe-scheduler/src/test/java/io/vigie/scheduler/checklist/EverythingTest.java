package io.vigie.scheduler.checklist;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.probe.http.HttpProbe;
import io.vigie.probe.settings.Node;
import io.vigie.probe.settings.Node.Mapping;
import io.vigie.probe.settings.Node.Sequence;
import io.vigie.probe.settings.RecordModel;
import io.vigie.probe.settings.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The example that uses every key of the language can be read, and does use every key. */
class EverythingTest {

  private static final Path FOLDER = Path.of("../docs/reference/examples");

  /** A file can say only one of them for all. */
  private static final Set<String> EXCLUSIVE =
      Set.of("DefaultsForm.cron", "DefaultsForm.at", "DefaultsForm.on");

  @Test
  void isWithoutProblems() {
    Reading reading =
        new ChecklistReader(List.of(new HttpProbe()), _ -> Optional.empty()).read(FOLDER);

    assertThat(reading.problems()).isEmpty();
    assertThat(reading.checklists()).hasSize(1);
  }

  @Test
  void usesEveryKey() throws IOException {
    Set<String> used = new TreeSet<>();
    collect(new Shape.Nested(ChecklistForm.class), parsed("everything.yaml"), used);
    collect(new Shape.Nested(GroupForm.class), parsed("shared/https.yaml"), used);

    Set<String> known = new TreeSet<>();
    known(ChecklistForm.class, known, new HashSet<>());
    known(GroupForm.class, known, new HashSet<>());
    known(ItemForm.class, known, new HashSet<>());
    known.removeAll(EXCLUSIVE);
    assertThat(used).containsAll(known);
  }

  private static Node parsed(String name) throws IOException {
    return YamlNodes.parse(Files.readString(FOLDER.resolve(name)), _ -> {}).orElseThrow();
  }

  private static void known(
      Class<? extends Record> type, Set<String> known, Set<Class<?>> visited) {
    RecordModel model = RecordModel.of(type);
    if (!model.hasLongForm() || !visited.add(type)) {
      return;
    }
    model
        .fields()
        .forEach(
            field -> {
              known.add(type.getSimpleName() + "." + field.key());
              nested(field.shape()).ifPresent(inner -> known(inner, known, visited));
            });
  }

  private static Optional<Class<? extends Record>> nested(Shape shape) {
    return switch (shape) {
      case Shape.Nested(var type) -> Optional.of(type);
      case Shape.ListOf(Shape item) -> nested(item);
      case Shape.OneOrMoreOf(Shape item) -> nested(item);
      default -> Optional.empty();
    };
  }

  private static void collect(Shape shape, Node node, Set<String> used) {
    if (node instanceof Sequence(List<Node> items, var _)) {
      items.forEach(item -> collect(shape, item, used));
    } else if (node instanceof Mapping mapping && nested(shape).isPresent()) {
      RecordModel model = RecordModel.of(nested(shape).get());
      model.fields().stream()
          .filter(field -> mapping.entries().containsKey(field.key()))
          .forEach(
              field -> {
                used.add(model.type().getSimpleName() + "." + field.key());
                Shape inner =
                    field.key().equals("items") ? new Shape.Nested(ItemForm.class) : field.shape();
                collect(inner, mapping.entries().get(field.key()).value(), used);
              });
    }
  }
}
