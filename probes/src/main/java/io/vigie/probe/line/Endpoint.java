package io.vigie.probe.line;

import io.vigie.probe.settings.InvalidSetting;
import java.util.regex.Pattern;

/** Where a server listens: the rules for hosts and ports that checklists give. */
public final class Endpoint {

  /** A name, also one with underscores as in container networks, or an address. */
  public static final String HOST = "[A-Za-z0-9_](?:[A-Za-z0-9._-]{0,252})|[0-9A-Fa-f:.]{2,45}";

  private static final Pattern HOSTS = Pattern.compile(HOST);

  /** What stands before the {@code @} of an address, after the name of its protocol. */
  private static final Pattern WHO =
      Pattern.compile(
          "^((?:jdbc:(?:[a-z0-9]{1,20}:){1,2}+)?(?:[A-Za-z][A-Za-z0-9+.-]{0,30}+://)?).*@");

  private static final Pattern NAMED =
      Pattern.compile("(?i)((?:user|password|pwd|secret|token)\\s{0,3}=)[^;&]*");

  private Endpoint() {}

  /** Refuses what is neither a name nor an address. */
  public static void requireHost(String component, String host) {
    if (!HOSTS.matcher(host).matches()) {
      throw new InvalidSetting(
          component,
          "must be a host name or an address, without port, was \"" + shown(host) + "\"");
    }
  }

  /** Refuses what is no port. */
  public static void requirePort(int port) {
    if (port < 1 || port > 65_535) {
      throw new InvalidSetting("port", "must be 1 to 65535, was " + port);
    }
  }

  /** Without a password that somebody wrote where none belongs. */
  private static String shown(String host) {
    String masked = NAMED.matcher(WHO.matcher(host).replaceFirst("$1…@")).replaceAll("$1…");
    return masked.length() <= 60 ? masked : masked.substring(0, 60) + "…";
  }
}
