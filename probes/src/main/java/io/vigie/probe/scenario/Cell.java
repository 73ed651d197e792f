package io.vigie.probe.scenario;

import io.vigie.probe.settings.InvalidSetting;
import io.vigie.probe.settings.Node;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What one account must get at one route of a matrix: any of these. */
record Cell(List<String> allowed) {

  private static final Pattern ONE = Pattern.compile("[1-5]\\d\\d|[1-5]xx|refused");

  static Cell parse(Node.Scalar written) {
    String text = String.valueOf(written.value());
    List<String> allowed = Arrays.stream(text.split("\\|", -1)).map(String::strip).toList();
    if (!allowed.stream().allMatch(one -> ONE.matcher(one).matches())) {
      throw new InvalidSetting(
          "matrix",
          "must be a status, 2xx, refused or several with | between, was \"" + text + '"');
    }
    return new Cell(allowed);
  }

  boolean allows(Answer answer, Optional<URI> loginPage) {
    return allowed.stream().anyMatch(one -> allows(one, answer, loginPage));
  }

  private static boolean allows(String one, Answer answer, Optional<URI> loginPage) {
    if (one.equals("refused")) {
      return Refusal.is(answer, loginPage);
    }
    return one.endsWith("xx")
        ? answer.status() / 100 == one.charAt(0) - '0'
        : answer.status() == Integer.parseInt(one);
  }

  @Override
  public String toString() {
    return String.join(" or ", allowed);
  }
}
