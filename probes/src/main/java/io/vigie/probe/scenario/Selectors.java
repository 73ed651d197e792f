package io.vigie.probe.scenario;

import com.fasterxml.jackson.databind.node.TextNode;
import io.vigie.probe.expect.Compilation;
import io.vigie.probe.expect.Expectations;
import io.vigie.probe.settings.InvalidSetting;
import java.util.List;
import java.util.regex.Pattern;
import org.jsoup.select.QueryParser;
import org.jsoup.select.Selector;

/** What authors use to find things in pages. */
final class Selectors {

  private static final int LONGEST = 500;

  /** These take patterns that a page can make costly. */
  private static final Pattern WITH_PATTERN =
      Pattern.compile("(?i)~=|:matches|:matchesown|:matcheswholetext|:matcheswholeowntext");

  private Selectors() {}

  static void requireValid(String component, String selector) {
    if (selector.length() > LONGEST) {
      throw new InvalidSetting(component, "must be at most " + LONGEST + " characters");
    }
    if (WITH_PATTERN.matcher(selector).find()) {
      throw new InvalidSetting(component, "must be a CSS selector without patterns (~=, :matches)");
    }
    try {
      var _ = QueryParser.parse(selector);
    } catch (Selector.SelectorParseException | IllegalArgumentException e) {
      throw new InvalidSetting(component, "must be a CSS selector, was \"" + selector + '"');
    }
  }

  /** The limits on patterns are those of expectations. */
  static void requirePattern(String regex) {
    String expression = "body.matches(" + TextNode.valueOf(regex) + ")";
    Compilation compiled = Expectations.compile(StepWords.ALL, List.of(expression));
    if (!compiled.problems().isEmpty()) {
      throw new InvalidSetting("regex", compiled.problems().getFirst().message());
    }
  }
}
