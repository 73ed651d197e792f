package io.vigie.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code lint} says to programs. */
final class LintFormsTest {

  private static final String HEAD =
      """
      vigie: 1
      system: shop
      environment: production
      items:
      """;

  private static final String NO_OWNER =
      """
        - id: SH-1
          severity: P0
          http: https://shop.example/
          fix: Restart it.
      """;

  private static final String MISSPELT =
      """
        - id: %s
          sevrity: P1
          http: https://shop.example/
      """;

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void anErrorAndAWarning() throws Exception {
    file = folder.resolve("my shop.yaml");
    Files.writeString(file, HEAD + NO_OWNER + MISSPELT.formatted("SH-2"));
  }

  @Test
  void printsAnArrayOfProblems() throws Exception {
    var call = Invocation.of("lint", file.toString(), "-o", "json");

    assertThat(call.exitCode()).isEqualTo(2);
    assertThat(call.err()).contains("2 problems");
    var problems = new ObjectMapper().readTree(call.out());
    assertThat(problems).hasSize(2);
    assertThat(problems.get(0).get("severity").asText()).isEqualTo("warning");
    assertThat(problems.get(1))
        .isEqualTo(
            new ObjectMapper()
                .createObjectNode()
                .put("file", file.toString())
                .put("line", 10)
                .put("column", 5)
                .put("path", "items[1].sevrity")
                .put("severity", "error")
                .put("message", "unknown key, nearest known key: \"severity\""));
  }

  @Test
  void printsAnEmptyArrayForASoundFile() throws Exception {
    Files.writeString(file, HEAD + NO_OWNER.replace("P0", "P1"));

    var call = Invocation.of("lint", file.toString(), "--output", "json");

    assertThat(call.exitCode()).isZero();
    assertThat(new ObjectMapper().readTree(call.out())).isEmpty();
  }

  @Test
  void printsSarifWithLevelsAndRegions() throws Exception {
    var call = Invocation.of("lint", file.toString(), "-o", "sarif");

    assertThat(call.exitCode()).isEqualTo(2);
    var log = new ObjectMapper().readTree(call.out());
    assertThat(log.get("version").asText()).isEqualTo("2.1.0");
    assertThat(log.at("/runs/0/tool/driver/name").asText()).isEqualTo("vigie");
    assertThat(log.at("/runs/0/tool/driver/rules/0/id").asText()).isEqualTo("checklist");
    assertThat(log.at("/runs/0/results")).hasSize(2);
    assertThat(log.at("/runs/0/results/0/level").asText()).isEqualTo("warning");
    var error = log.at("/runs/0/results/1");
    assertThat(error.get("level").asText()).isEqualTo("error");
    assertThat(error.at("/message/text").asText()).startsWith("items[1].sevrity: unknown key");
    var place = error.at("/locations/0/physicalLocation");
    assertThat(place.at("/artifactLocation/uri").asText())
        .startsWith("file:")
        .endsWith("/my%20shop.yaml");
    assertThat(place.get("region")).hasToString("{\"startLine\":10,\"startColumn\":5}");
  }

  @Test
  void leavesOutTheRegionWhereTheWholeFileIsMeant() throws Exception {
    var call = Invocation.of("lint", folder.resolve("nowhere").toString(), "-o", "sarif");

    assertThat(call.exitCode()).isEqualTo(2);
    var place = results(call).getFirst().at("/locations/0/physicalLocation");
    assertThat(place.has("artifactLocation")).isTrue();
    assertThat(place.has("region")).isFalse();
  }

  @Test
  void aProblemKeepsItsFingerprintWhereverItMoves() throws Exception {
    var before = fingerprints();
    Files.writeString(
        file, "# A comment.\n" + HEAD + MISSPELT.formatted("SH-2") + NO_OWNER.replace("P0", "P1"));

    assertThat(fingerprints()).hasSize(1).containsExactly(before.get(1));
  }

  @Test
  void equalProblemsHaveFingerprintsOfTheirOwn() throws Exception {
    Files.writeString(file, HEAD + MISSPELT.formatted("SH-1") + MISSPELT.formatted("SH-2"));

    assertThat(fingerprints()).hasSize(2).doesNotHaveDuplicates();
  }

  @Test
  void aRelativeFileIsARelativeUri() {
    assertThat(LintSarif.uri("checklists/été du shop.yaml"))
        .isEqualTo("checklists/%C3%A9t%C3%A9%20du%20shop.yaml");
    assertThat(LintSarif.uri("./a:b.yaml")).isEqualTo("a%3Ab.yaml");
  }

  @Test
  void refusesAnUnknownForm() {
    var call = Invocation.of("lint", file.toString(), "-o", "xml");

    assertThat(call.exitCode()).isEqualTo(2);
    assertThat(call.out()).isEmpty();
    assertThat(call.err()).contains("xml");
  }

  private List<String> fingerprints() throws Exception {
    return results(Invocation.of("lint", file.toString(), "-o", "sarif")).stream()
        .map(result -> result.at("/partialFingerprints/vigieProblem~1v1").asText())
        .toList();
  }

  private static List<JsonNode> results(Invocation call) throws Exception {
    var results = new ObjectMapper().readTree(call.out()).at("/runs/0/results");
    return java.util.stream.StreamSupport.stream(results.spliterator(), false).toList();
  }
}
