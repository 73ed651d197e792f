package io.vigie.scheduler.checklist;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.check.Check;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Where checklists are written for a test, and read. */
record Desk(Path folder) {

  static final String HEAD = "vigie: 1\nsystem: shop\nenvironment: staging\n";

  /** A checklist whose only item, {@code home}, has these lines besides. */
  Check item(String... lines) {
    return only(HEAD + "items:\n  - id: home\n" + indented(lines));
  }

  /** The same, looked at by a probe. */
  Check looked(String... lines) {
    return only(
        HEAD + "items:\n  - id: home\n    http: https://shop.example.com/\n" + indented(lines));
  }

  /** The items of the one checklist that consists of these lines below its head. */
  Map<String, Check> items(String lines) {
    return byId(write("shop.yaml", HEAD + lines).checks());
  }

  Desk write(String name, String text) {
    try {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Reading read() {
    return read(folder);
  }

  Reading read(Path path) {
    return new ChecklistReader(TestKind.ALL, _ -> Optional.empty()).read(path);
  }

  /** All checks, of files without any problem. */
  List<Check> checks() {
    Reading reading = read();
    assertThat(reading.problems()).isEmpty();
    return reading.checklists().stream().flatMap(list -> list.checks().stream()).toList();
  }

  /** The problems as an author sees them, without the folder. */
  List<String> problems() {
    return read().problems().stream()
        .map(problem -> problem.toString().replace(folder + "/", ""))
        .toList();
  }

  static Map<String, Check> byId(List<Check> checks) {
    return checks.stream().collect(Collectors.toMap(c -> c.item().item(), Function.identity()));
  }

  private Check only(String text) {
    return write("shop.yaml", text).checks().getFirst();
  }

  private static String indented(String... lines) {
    return List.of(lines).stream().map(line -> "    " + line + "\n").collect(Collectors.joining());
  }
}
