package io.vigie.cli;

import io.vigie.scheduler.checklist.ChecklistProblem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The checklist that a new author starts from.
 *
 * @param problem the first thing that is wrong with it, given what was asked for
 */
record Starter(String text, Optional<String> problem) {

  static Starter of(String system, String url) throws IOException {
    var text = template().replace("@system@", system).replace("@url@", withoutSlash(quotable(url)));
    return new Starter(text, problem(text));
  }

  private static String template() throws IOException {
    try (var in = Starter.class.getResourceAsStream("starter.yaml")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Paths are put behind it. */
  private static String withoutSlash(String url) {
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }

  /** As it stands between double quotes in YAML. */
  private static String quotable(String url) {
    return url.replace("\\", "\\\\").replace("\"", "\\\"");
  }

  /** Read as the scheduler would read it. */
  private static Optional<String> problem(String text) throws IOException {
    var file = Files.createTempFile("vigie-starter", ".yaml");
    try {
      return firstProblem(Files.writeString(file, text));
    } finally {
      Files.delete(file);
    }
  }

  private static Optional<String> firstProblem(Path file) {
    return Checklists.read(file).problems().stream().findFirst().map(ChecklistProblem::message);
  }
}
