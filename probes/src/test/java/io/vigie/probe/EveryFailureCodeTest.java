package io.vigie.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A failure that a kind promises to tell apart is one that a test has seen. */
class EveryFailureCodeTest {

  private static final Path MAIN = Path.of("src/main/java/io/vigie/probe");
  private static final Path TESTS = Path.of("src/test/java/io/vigie/probe");
  private static final Pattern CODE = Pattern.compile("`([a-z0-9]+(?:-[a-z0-9]+)*)`");
  private static final Pattern WORD = Pattern.compile("[a-z0-9]+(?:-[a-z0-9]+)*");

  /** Where what kinds share is tested for all of them. */
  private static final List<String> SHARED = List.of("net", "line");

  static Stream<String> kinds() {
    return ProbeKinds.discovered().names().stream();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void isSeenByATest(String kind) {
    String folder = kind.replace("-", "");

    Set<String> promised = codesOf(MAIN.resolve(folder).resolve("README.md"));

    assertThat(promised).as("codes in the table of failures of %s", kind).isNotEmpty();
    assertThat(wordsOfTests(folder)).as("words of the tests of %s", kind).containsAll(promised);
  }

  /** The first column of the table below "Failures". */
  private static Set<String> codesOf(Path readme) {
    String text = read(readme);
    int from = text.indexOf("\n## Failures\n");
    assertThat(from).as("a section \"Failures\" in %s", readme).isPositive();
    return text.substring(from + 1)
        .lines()
        .skip(1)
        .takeWhile(line -> !line.startsWith("## "))
        .filter(line -> line.startsWith("| `"))
        .map(line -> line.split("\\|", 3)[1])
        .flatMap(cell -> CODE.matcher(cell).results().map(found -> found.group(1)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> wordsOfTests(String folder) {
    return Stream.concat(Stream.of(folder), SHARED.stream())
        .map(TESTS::resolve)
        .filter(Files::isDirectory)
        .flatMap(EveryFailureCodeTest::sources)
        .flatMap(source -> WORD.matcher(read(source)).results())
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<Path> sources(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
