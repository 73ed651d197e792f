package io.vigie.standalone.demo;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Gives a checklist other values, as somebody with an editor would: of each line {@code name: value
 * # remark} below {@code with} the value is replaced, in quotes where it has been, and nothing
 * else.
 */
public final class ChecklistValues {

  private static final Pattern BEGINNING = Pattern.compile(" +with:");
  private static final Pattern LINE = Pattern.compile("( +)([a-z_]+): ?([^#]*?)( *#.*)?");

  private final Map<String, String> values;

  public ChecklistValues(Map<String, String> values) {
    this.values = Map.copyOf(values);
  }

  /** The checklist with the values; fails where it has none of such a name to replace. */
  public String in(String checklist) {
    Set<String> open = new HashSet<>(values.keySet());
    int begin = begin(checklist);
    String given =
        checklist
            .substring(begin)
            .lines()
            .map(line -> replaced(line, open))
            .collect(Collectors.joining("\n", "", "\n"));
    if (!open.isEmpty()) {
      throw new IllegalArgumentException("checklist: must have values of the names " + open);
    }
    return checklist.substring(0, begin) + given;
  }

  private static int begin(String checklist) {
    Matcher beginning = BEGINNING.matcher(checklist);
    if (!beginning.find()) {
      throw new IllegalArgumentException("checklist: must include something with values");
    }
    return beginning.end();
  }

  private String replaced(String line, Set<String> open) {
    Matcher parts = LINE.matcher(line);
    if (!parts.matches() || !open.remove(parts.group(2))) {
      return line;
    }
    String quote = parts.group(3).startsWith("\"") ? "\"" : "";
    String remark = parts.group(4) == null ? "" : parts.group(4);
    String value = quote + values.get(parts.group(2)) + quote;
    return parts.group(1) + parts.group(2) + ": " + value + remark;
  }
}
