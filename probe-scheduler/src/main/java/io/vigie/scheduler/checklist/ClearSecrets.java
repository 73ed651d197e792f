package io.vigie.scheduler.checklist;

import io.vigie.probe.settings.Node;
import io.vigie.probe.settings.Node.Mapping;
import io.vigie.probe.settings.Node.Scalar;
import io.vigie.probe.settings.Node.Sequence;
import io.vigie.probe.settings.Problem;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds secrets that are written in clear: by the name of what they stand in, and by their shape.
 * No message repeats the value, and nothing else is said of it that might.
 */
final class ClearSecrets {

  private static final Pattern NAME =
      Pattern.compile(
          "(?i).*(password|passwd|passphrase|pwd|secret|token|credentials?|authorization"
              + "|(api|private|access|auth|secret|signing)[-_ ]?key)");

  private static final Pattern CAPTURED = Pattern.compile("(?:Bearer )?\\{\\{[A-Za-z0-9_.-]+}}");

  private static final Map<String, Pattern> SHAPES = shapes();

  private static final String INSTEAD = "a secret must be a reference such as ${secret:NAME}, was ";

  private final Findings findings;

  ClearSecrets(Findings findings) {
    this.findings = findings;
  }

  /** Every repeat has a bound, so that no text takes long. */
  private static Map<String, Pattern> shapes() {
    Map<String, String> shapes = new LinkedHashMap<>();
    shapes.put("a private key", "-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----");
    shapes.put("an AWS access key", "\\b(AKIA|ASIA)[0-9A-Z]{16}\\b");
    shapes.put("a GitHub token", "\\b(gh[pousr]_[0-9A-Za-z]{20}|github_pat_\\w{20})");
    shapes.put("a GitLab token", "\\bglpat-[0-9A-Za-z_-]{20}");
    shapes.put("a Slack token", "\\bxox[abeoprs]-[0-9A-Za-z-]{10}");
    shapes.put("a Slack webhook", "hooks\\.slack\\.com/services/T\\w{6,20}/B\\w{6,20}/\\w{12}");
    shapes.put("a Stripe key", "\\b[sr]k_live_[0-9A-Za-z]{16}");
    shapes.put("a Google key", "\\bAIza[0-9A-Za-z_-]{35}");
    shapes.put("a JSON web token", "\\beyJ[\\w-]{8,200}\\.eyJ[\\w-]{8}");
    shapes.put("a bearer token", "\\bBearer {1,9}(?=[^\\s$]{0,99}\\d)[A-Za-z0-9._~+/-]{16}");
    shapes.put(
        "a basic authorization", "\\bBasic {1,9}(?=[^\\s$]{0,99}[A-Z0-9=])[A-Za-z0-9+/]{12}");
    shapes.put(
        "a password in a URL",
        "\\b[a-z][a-z0-9+.-]{0,20}://[^\\s/:@?#$]{0,99}:(?!\\$\\{)[^\\s/@?#]{1,99}@");
    shapes.put(
        "a password in an address of JDBC",
        "\\bjdbc:(?:[a-z0-9]{1,20}:){1,3}[^\\s/:@;$]{1,99}/(?!\\$\\{)[^\\s@$]{1,99}@"
            + "|\\bjdbc:\\S{1,200}[?&;](?i:password|pwd)=(?!\\$\\{)[^\\s&;#$]");
    shapes.put(
        "a token in a URL",
        "[?&](?i:access_token|token|api_?key|password|passwd|secret)=(?!\\$\\{)[^\\s&#$]{4}");
    Map<String, Pattern> compiled = new LinkedHashMap<>();
    shapes.forEach((name, shape) -> compiled.put(name, Pattern.compile(shape)));
    return compiled;
  }

  /** Anything of a document that has the shape of a secret; and variables, by their names too. */
  void judgeDocument(Mapping document) {
    byShape(document, "");
    Mapping.Entry vars = document.entries().get("vars");
    if (vars != null) {
      byName(vars.value(), "vars", "");
    }
  }

  /** The settings of a kind, with their values. */
  void judgeSettings(Node settings, String path) {
    byName(settings, path, "");
    byShape(settings, path);
  }

  private void byName(Node node, String path, String name) {
    switch (node) {
      case Mapping(var entries, var _) ->
          entries.forEach((key, entry) -> byName(entry.value(), path + "." + key, key));
      case Sequence(var items, var _) -> {
        for (int i = 0; i < items.size(); i++) {
          byName(items.get(i), path + "[" + i + "]", name);
        }
      }
      case Scalar scalar -> {
        if (NAME.matcher(name).matches() && isClear(scalar)) {
          refuse(scalar, path, "written in clear");
        }
      }
    }
  }

  private static boolean isClear(Scalar scalar) {
    return switch (scalar.value()) {
      // What stands in braces is taken from an answer while a scenario runs.
      case String text ->
          !text.isBlank() && !text.contains("${") && !CAPTURED.matcher(text).matches();
      case Long _, Double _ -> true;
      case null, default -> false;
    };
  }

  private void byShape(Node node, String path) {
    switch (node) {
      case Mapping(var entries, var _) ->
          entries.forEach(
              (key, entry) -> byShape(entry.value(), path.isEmpty() ? key : path + "." + key));
      case Sequence(var items, var _) -> {
        for (int i = 0; i < items.size(); i++) {
          byShape(items.get(i), path + "[" + i + "]");
        }
      }
      case Scalar scalar ->
          shape(scalar).ifPresent(shape -> refuse(scalar, path, "what looks like " + shape));
    }
  }

  private static Optional<String> shape(Scalar scalar) {
    if (!(scalar.value() instanceof String text) || text.length() < 8) {
      return Optional.empty();
    }
    return SHAPES.entrySet().stream()
        .filter(shape -> shape.getValue().matcher(text).find())
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private void refuse(Scalar scalar, String path, String found) {
    findings.unresolved(new Problem(scalar.at(), path, INSTEAD + found));
  }
}
