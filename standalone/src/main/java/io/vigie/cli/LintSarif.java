package io.vigie.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vigie.scheduler.checklist.ChecklistProblem;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Problems as SARIF 2.1.0, which code hosts show beside the lines. */
final class LintSarif {

  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
  private static final String RULE = "checklist";
  private static final int FINGERPRINT_BYTES = 16;

  /** How often each fingerprint was given: equal problems of one file are told apart by count. */
  private final Map<String, Integer> given = new HashMap<>();

  private LintSarif() {}

  static ObjectNode of(List<ChecklistProblem> problems, String version) {
    var log = JsonNodeFactory.instance.objectNode();
    log.put("$schema", SCHEMA).put("version", "2.1.0");
    var run = log.putArray("runs").addObject();
    driver(run.putObject("tool").putObject("driver"), version);
    run.put("columnKind", "unicodeCodePoints");
    var results = run.putArray("results");
    var sarif = new LintSarif();
    problems.forEach(problem -> sarif.add(problem, results));
    return log;
  }

  private static void driver(ObjectNode driver, String version) {
    driver.put("name", "vigie").put("version", version);
    var rule = driver.putArray("rules").addObject();
    rule.put("id", RULE);
    rule.putObject("shortDescription").put("text", "A checklist must be readable as it is meant.");
  }

  private void add(ChecklistProblem problem, ArrayNode results) {
    var result = results.addObject();
    result.put("ruleId", RULE).put("ruleIndex", 0);
    result.put("level", LintJson.severity(problem.gravity()));
    result.putObject("message").put("text", text(problem));
    var place = result.putArray("locations").addObject().putObject("physicalLocation");
    place.putObject("artifactLocation").put("uri", uri(problem.file()));
    if (problem.line() > 0) {
      place
          .putObject("region")
          .put("startLine", problem.line())
          .put("startColumn", problem.column());
    }
    result.putObject("partialFingerprints").put("vigieProblem/v1", fingerprint(problem));
  }

  private static String text(ChecklistProblem problem) {
    return problem.path().isEmpty()
        ? problem.explained()
        : problem.path() + ": " + problem.explained();
  }

  /** The same wherever in its file the problem moves: neither line nor index is part of it. */
  private String fingerprint(ChecklistProblem problem) {
    var path = problem.path().replaceAll("\\[\\d+]", "[]");
    var hash = hash(uri(problem.file()) + "\n" + path + "\n" + problem.message());
    return hash + ":" + given.merge(hash, 1, Integer::sum);
  }

  private static String hash(String text) {
    try {
      var digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, FINGERPRINT_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256: must be there in every JDK", e);
    }
  }

  /** A relative file stays relative to where the command was called. */
  static String uri(String file) {
    var path = Path.of(file).normalize();
    if (path.isAbsolute()) {
      return path.toUri().toASCIIString();
    }
    try {
      var slashes = "/" + path.toString().replace('\\', '/');
      var encoded = new URI(null, null, slashes, null).toASCIIString().substring(1);
      return encoded.replace(":", "%3A");
    } catch (URISyntaxException e) {
      throw new IllegalStateException(file + ": must be a path", e);
    }
  }
}
