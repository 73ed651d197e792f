package io.vigie.scheduler.checklist;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.check.Check;
import io.vigie.probe.settings.RecordModel;
import io.vigie.probe.settings.RecordModel.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of the absence of a key is what the reader makes of it. */
class DocumentedDefaultsTest {

  private static final String HEAD =
      """
      vigie: 1
      system: shop
      environment: production
      """;

  private static final String ITEM =
      """
      items:
        - id: home
          http: https://shop.example.com/
      """;

  @TempDir Path folder;

  @Test
  void anItemThatSaysTheDefaultsIsTheItemThatSaysNothing() throws Exception {
    String said = written(RecordModel.of(ItemForm.class), "    ");

    assertThat(said).contains("every: 60s", "fails: 2 of 3");
    assertThat(check(HEAD + ITEM + said)).isEqualTo(check(HEAD + ITEM));
  }

  @Test
  void soIsAFileThatSaysThemForAll() throws Exception {
    String said = "defaults:\n" + written(RecordModel.of(DefaultsForm.class), "  ");

    assertThat(check(HEAD + said + ITEM)).isEqualTo(check(HEAD + ITEM));
  }

  @Test
  void andAFileThatSaysThoseOfItsHead() throws Exception {
    RecordModel head = RecordModel.of(ChecklistForm.class);

    assertThat(check(HEAD + written(head, "") + ITEM)).isEqualTo(check(HEAD + ITEM));
  }

  @Test
  void aKeyOfDefaultsHasTheDefaultOfTheKeyOfAnItem() {
    Map<String, Optional<String>> ofItems =
        RecordModel.of(ItemForm.class).fields().stream()
            .collect(Collectors.toMap(Field::key, Field::byDefault));

    assertThat(RecordModel.of(DefaultsForm.class).fields())
        .allSatisfy(field -> assertThat(field.byDefault()).isEqualTo(ofItems.get(field.key())));
  }

  private Check check(String text) throws Exception {
    Path file = Files.writeString(folder.resolve("shop.yaml"), text);
    Function<String, Optional<String>> environment = _ -> Optional.empty();
    Reading reading = new ChecklistReader(TestKind.ALL, environment).read(file);
    assertThat(reading.problems()).isEmpty();
    List<Check> checks = reading.checklists().getFirst().checks();
    return checks.getFirst();
  }

  private static String written(RecordModel model, String indent) {
    return model.fields().stream()
        .filter(field -> field.byDefault().isPresent())
        .map(field -> indent + field.key() + ": " + field.byDefault().get() + "\n")
        .collect(Collectors.joining());
  }
}
