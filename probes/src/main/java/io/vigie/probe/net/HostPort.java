package io.vigie.probe.net;

import io.vigie.probe.settings.InvalidSetting;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place that is connected to.
 *
 * @param host as it is resolved: an IPv6 address without brackets
 */
public record HostPort(String host, int port) {

  private static final int LONGEST_HOST = 253;

  private static final Pattern SYNTAX =
      Pattern.compile(
          "(?<host>\\[[0-9A-Fa-f:.]{2,45}]|[A-Za-z0-9_][A-Za-z0-9._-]{0,252})(?::(?<port>\\d{1,5}))?");

  /** Reads {@code host:port}; throws {@link InvalidSetting} for {@code component} otherwise. */
  public static HostPort parse(String component, String text) {
    return parse(component, text, OptionalInt.empty());
  }

  /** The same, where a port that is not given is the usual one. */
  public static HostPort parse(String component, String text, int usualPort) {
    return parse(component, text, OptionalInt.of(usualPort));
  }

  private static HostPort parse(String component, String text, OptionalInt usualPort) {
    Matcher matcher = SYNTAX.matcher(text);
    if (!matcher.matches() || text.length() > LONGEST_HOST + 6) {
      throw refused(component, text, usualPort);
    }
    String digits = matcher.group("port");
    if (digits == null && usualPort.isEmpty()) {
      throw refused(component, text, usualPort);
    }
    int port = digits == null ? usualPort.getAsInt() : Integer.parseInt(digits);
    if (port < 1 || port > 65_535) {
      throw new InvalidSetting(component, "its port must be 1 to 65535, was " + port);
    }
    return new HostPort(matcher.group("host").replaceAll("^\\[|]$", ""), port);
  }

  private static InvalidSetting refused(String component, String text, OptionalInt usualPort) {
    return new InvalidSetting(
        component,
        "must be "
            + (usualPort.isEmpty() ? "host:port" : "host or host:port")
            + ", an IPv6 address in brackets, was \""
            + text
            + '"');
  }

  @Override
  public String toString() {
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
  }
}
