package io.vigie.probe.web;

import io.vigie.probe.settings.InvalidSetting;
import io.vigie.probe.settings.Size;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What an author may say of a request, whichever kind it is for. */
public final class RequestRules {

  /** What one request may send or get at most. */
  public static final Size MOST_TRANSFERRED = new Size(256L * 1024 * 1024);

  private static final Pattern METHOD = Pattern.compile("[A-Z][A-Z-]{0,19}");
  private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,200}");
  private static final Set<String> METHODS_NOT_ALLOWED = Set.of("CONNECT", "TRACE");
  private static final Set<String> FRAMING =
      Set.of("connection", "content-length", "transfer-encoding", "upgrade", "te", "trailer");

  private RequestRules() {}

  /** Fails where {@code method} is none, or one that no check may use. */
  public static void requireMethod(String method) {
    if (!METHOD.matcher(method).matches() || METHODS_NOT_ALLOWED.contains(method)) {
      throw new InvalidSetting(
          "method", "must be a method such as GET, HEAD or POST, was \"" + method + "\"");
    }
  }

  /** Fails where a header cannot be sent, or is for the probe to say. */
  public static void requireHeaders(Map<String, String> headers) {
    headers.forEach(
        (name, value) -> {
          requireHeaderName(name);
          if (!isHeaderValue(value)) {
            throw new InvalidSetting(
                "headers",
                "the value of " + name + " must be one line of Latin-1 without control characters");
          }
        });
  }

  /** The same of a name alone. */
  public static void requireHeaderName(String name) {
    if (!isHeaderName(name)) {
      throw new InvalidSetting("headers", "a name must be an HTTP token, was \"" + name + "\"");
    }
    if (FRAMING.contains(name.toLowerCase(Locale.ROOT))) {
      throw new InvalidSetting(
          "headers", name + " must be left to the probe, which frames the request itself");
    }
  }

  public static boolean isHeaderName(String name) {
    return HEADER_NAME.matcher(name).matches();
  }

  /** One line of Latin-1. */
  public static boolean isHeaderValue(String value) {
    return value.chars().allMatch(c -> (c >= ' ' && c <= 0xff && c != 0x7f) || c == '\t');
  }

  /** Fails where so much is nothing, or more than one request may send or get. */
  public static void requireTransferable(String setting, Size size) {
    if (size.bytes() < 1 || size.bytes() > MOST_TRANSFERRED.bytes()) {
      throw new InvalidSetting(setting, "must be 1 B to " + MOST_TRANSFERRED + ", was " + size);
    }
  }

  /** Fails where a text cannot stand in the head of a part of a form. */
  public static void requirePlain(String setting, String text) {
    if (!text.chars().allMatch(c -> c >= ' ' && c < 0x7f && c != '"')) {
      throw new InvalidSetting(setting, "must be plain ASCII without quotes");
    }
  }
}
