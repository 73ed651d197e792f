package io.vigie.probe.http;

import java.util.ArrayList;
import java.util.List;

/** Comma-separated values (RFC 4180), where a semicolon or a tab may stand for the comma. */
final class CsvText {

  private CsvText() {}

  /** The records that are not empty, each with its fields. */
  static List<List<String>> records(String text) {
    char separator = separator(text.lines().findFirst().orElse(""));
    List<List<String>> records = new ArrayList<>();
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' && quoted && i + 1 < text.length() && text.charAt(i + 1) == '"') {
        field.append(c);
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && (c == separator || c == '\n')) {
        fields.add(field.toString().strip());
        field.setLength(0);
        fields = c == '\n' ? closed(fields, records) : fields;
      } else {
        field.append(c);
      }
    }
    fields.add(field.toString().strip());
    var _ = closed(fields, records);
    return records;
  }

  private static List<String> closed(List<String> fields, List<List<String>> records) {
    if (fields.size() > 1 || !fields.getFirst().isEmpty()) {
      records.add(List.copyOf(fields));
    }
    return new ArrayList<>();
  }

  private static char separator(String first) {
    return first.indexOf(',') >= 0 ? ',' : first.indexOf(';') >= 0 ? ';' : '\t';
  }
}
