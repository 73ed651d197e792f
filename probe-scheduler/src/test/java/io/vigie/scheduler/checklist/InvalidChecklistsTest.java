package io.vigie.scheduler.checklist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One file for each mistake; what is said of it is in {@code messages.txt} beside them. */
class InvalidChecklistsTest {

  private static final Path FOLDER = Path.of("src/test/resources/checklists/invalid");
  private static final String AT_ONCE = "every-problem-at-once";

  private final ChecklistReader reader =
      new ChecklistReader(TestKind.ALL, name -> Optional.empty());

  @ParameterizedTest(name = "{0}")
  @MethodSource("mistakes")
  void saysExactlyWhatIsWrong(String mistake, List<String> messages) {
    Path file = FOLDER.resolve(mistake + ".yaml");

    Reading reading = reader.read(file);

    assertThat(reading.checklists()).isEmpty();
    List<String> errors = errors(reading, mistake);
    assertThat(errors).hasSameSizeAs(messages);
    assertThat(errors).zipSatisfy(messages, InvalidChecklistsTest::matches);
  }

  @Test
  void everyFileHasItsMessage() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      assertThat(
              files
                  .map(file -> file.getFileName().toString())
                  .filter(name -> name.endsWith(".yaml"))
                  .map(name -> name.replace(".yaml", ""))
                  .filter(name -> !name.equals(AT_ONCE)))
          .containsExactlyInAnyOrderElementsOf(messages().keySet());
    }
  }

  @Test
  void thereAreManyOfThem() throws IOException {
    assertThat(messages()).hasSizeGreaterThanOrEqualTo(60);
  }

  @Test
  void noMessageRepeatsASecret() throws IOException {
    String all = String.join("\n", Files.readAllLines(FOLDER.resolve("messages.txt")));

    assertThat(all)
        .doesNotContain("hunter2", "s3cr3t-value", "ghp_", "xoxb-", "AKIA", "0123456789", "MIIE");
  }

  @Test
  void reportsEveryProblemInTheChecklist() {
    Path file = FOLDER.resolve(AT_ONCE + ".yaml");

    List<String> shown =
        reader.read(file).problems().stream().map(ChecklistProblem::toString).toList();

    assertThat(shown)
        .containsExactly(
            file + ":8:5: items[0].evry: unknown key, nearest known key: \"every\"",
            file + ":10:12: items[1].title: must be text, was a list",
            file
                + ":11:11: items[1].http: unknown variable \"ap\", nearest known variable:"
                + " \"api\"",
            file + ":12:9: items[2].id: must be unique, \"CH-001\" was first used in line 6",
            file
                + ":13:11: items[2].http: must be an http or https URL, was"
                + " \"ftp://example.com\"",
            file
                + ":16:10: items[2].expect[1]: unknown name \"statsu\"; nearest known name:"
                + " \"status\"",
            file + ":18:11: items[3].http.url: required: must be text, was absent",
            file + ":18:13: items[3].http.urll: unknown key, nearest known key: \"url\"",
            file + ":19:12: items[3].every: must be at least 1s, was \"0s\"",
            file
                + ":20:12: items[3].fails: must be a number or \"n of m\" with 1 <= n <= m <= 20,"
                + " was \"4 of 3\"",
            file + ":22:5: items[4].htpp: unknown key, nearest known key: \"http\"");
  }

  /** A message that ends with … is the expectation language's; only its place is ours. */
  private static void matches(String error, String message) {
    if (message.endsWith("…")) {
      assertThat(error).startsWith(message.substring(0, message.length() - 1));
    } else {
      assertThat(error).isEqualTo(message);
    }
  }

  /** Each with its line; with its file where that is not the one that was read. */
  private static List<String> errors(Reading reading, String mistake) {
    return reading.problems().stream()
        .filter(problem -> problem.gravity().word().equals("error"))
        .map(problem -> problem.toString().replace(FOLDER + "/", ""))
        .map(problem -> problem.replaceFirst("^" + mistake + ".yaml:", ""))
        .toList();
  }

  static Stream<Arguments> mistakes() throws IOException {
    return messages().entrySet().stream()
        .map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
  }

  private static Map<String, List<String>> messages() throws IOException {
    Map<String, List<String>> messages = new LinkedHashMap<>();
    List<String> current = new ArrayList<>();
    for (String line : Files.readAllLines(FOLDER.resolve("messages.txt"))) {
      if (line.startsWith("  ")) {
        current.add(line.strip());
      } else {
        current = new ArrayList<>();
        messages.put(line, current);
      }
    }
    return messages;
  }
}
