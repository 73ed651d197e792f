package io.vigie.probe.http;

import static dev.cel.common.types.SimpleType.INT;
import static dev.cel.common.types.SimpleType.STRING;

import dev.cel.common.types.ListType;
import io.vigie.probe.expect.Absent;
import io.vigie.probe.net.Glossary;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What became of the scripts, styles and images of a page.
 *
 * @param count how many were asked for
 * @param skipped how many were not: of other origins, or beyond the bound
 * @param broken those that were not answered as they must be, each with the reason
 * @param text of scripts and styles, where all of it was read
 */
record Assets(long count, long skipped, List<String> broken, Optional<String> text) {

  static final Assets NOT_LOOKED_AT = new Assets(0, 0, List.of(), Optional.of(""));

  Assets {
    broken = List.copyOf(broken);
  }

  static void words(Glossary words) {
    words
        .add("assets.count", INT, "How many scripts, styles and images of the page were loaded.")
        .add("assets.skipped", INT, "How many were not: of other origins, or more than assets.")
        .add(
            "assets.broken",
            ListType.create(STRING),
            "Those not answered 200 with a media type of their sort, each with the reason.")
        .add("assets.text", STRING, "The text of the scripts and styles that were loaded.");
  }

  void facts(Map<String, Object> facts) {
    facts.put("assets.count", count);
    facts.put("assets.skipped", skipped);
    facts.put("assets.broken", broken);
    facts.put(
        "assets.text",
        text.<Object>map(all -> all)
            .orElse(new Absent("the scripts and styles are larger than what is read of them")));
  }

  void evidence(Map<String, String> facts) {
    if (count + skipped > 0) {
      facts.put("assets.count", String.valueOf(count));
      facts.put("assets.skipped", String.valueOf(skipped));
      facts.put("assets.broken", String.join(", ", broken.stream().limit(10).toList()));
    }
  }
}
