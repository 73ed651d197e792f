package io.vigie.probe.scenario;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text of an author with {@code {{name}}} for what was learned on the way. Secrets are revealed
 * in what the author wrote alone: what a target says is never read as a reference to a secret, nor
 * as a name.
 */
record Template(List<Part> parts) {

  private static final Pattern NAME = Pattern.compile("\\{\\{ *([A-Za-z_][A-Za-z0-9_]{0,99}) *}}");

  Template {
    parts = List.copyOf(parts);
  }

  sealed interface Part {
    record Text(String text) implements Part {}

    record Name(String name) implements Part {}
  }

  static Template of(String text) {
    List<Part> parts = new ArrayList<>();
    Matcher names = NAME.matcher(text);
    int end = 0;
    while (names.find()) {
      addText(parts, text.substring(end, names.start()));
      parts.add(new Part.Name(names.group(1)));
      end = names.end();
    }
    addText(parts, text.substring(end));
    return new Template(parts);
  }

  private static void addText(List<Part> parts, String text) {
    if (!text.isEmpty()) {
      parts.add(new Part.Text(text));
    }
  }

  /** The names in it. */
  Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    parts.stream()
        .filter(Part.Name.class::isInstance)
        .forEach(part -> names.add(((Part.Name) part).name()));
    return names;
  }

  /** True where what a target said comes first, and so may lead anywhere. */
  boolean beginsWithName() {
    return !parts.isEmpty() && parts.getFirst() instanceof Part.Name;
  }

  String fill(UnaryOperator<String> text, UnaryOperator<String> name) {
    StringBuilder filled = new StringBuilder();
    for (Part part : parts) {
      filled.append(
          switch (part) {
            case Part.Text(String written) -> text.apply(written);
            case Part.Name(String known) -> name.apply(known);
          });
    }
    return filled.toString();
  }
}
