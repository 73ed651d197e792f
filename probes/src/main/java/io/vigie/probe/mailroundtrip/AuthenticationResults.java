package io.vigie.probe.mailroundtrip;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the receiving server found out about who sent a mail (RFC 8601).
 *
 * @param server who says so
 * @param results by method in lower case, such as spf or dkim
 */
record AuthenticationResults(String server, Map<String, String> results) {

  static final String NONE = "none";

  private static final int LONGEST = 4096;
  private static final Pattern COMMENT = Pattern.compile("\\([^()]{0,500}\\)");
  private static final Pattern RESULT =
      Pattern.compile("([A-Za-z0-9-]{1,40})(?:/\\d{1,3})?\\s*=\\s*([A-Za-z0-9-]{1,40})(?:\\s.*)?");

  AuthenticationResults {
    results = Map.copyOf(results);
  }

  /** Of the topmost header, which the last server has written; nothing where there is none. */
  static AuthenticationResults of(List<String> headers) {
    if (headers.isEmpty()) {
      return new AuthenticationResults("", Map.of());
    }
    String header = headers.getFirst();
    String bounded = header.length() <= LONGEST ? header : header.substring(0, LONGEST);
    String[] parts = withoutComments(bounded).split(";", -1);
    Map<String, String> results = new HashMap<>();
    for (int i = 1; i < parts.length; i++) {
      Matcher result = RESULT.matcher(parts[i].strip());
      if (result.matches()) {
        results.merge(
            lower(result.group(1)), lower(result.group(2)), AuthenticationResults::better);
      }
    }
    return new AuthenticationResults(lower(parts[0].strip().split("\\s", -1)[0]), results);
  }

  /** One of several signatures that is right is enough. */
  private static String better(String one, String other) {
    return one.equals("pass") ? one : other;
  }

  /** Comments may hold comments. */
  private static String withoutComments(String text) {
    String before = text;
    String after = COMMENT.matcher(before).replaceAll(" ");
    while (!after.equals(before)) {
      before = after;
      after = COMMENT.matcher(before).replaceAll(" ");
    }
    return after;
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /** The result of a method, none where it is not named. */
  String of(String method) {
    return results.getOrDefault(method, NONE);
  }
}
