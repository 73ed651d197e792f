package io.vigie.probe.dns;

import io.vigie.probe.settings.InvalidSetting;
import java.io.ByteArrayOutputStream;
import java.net.IDN;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/** Names as they are written and as they travel: in lower case, without the last dot. */
final class DnsName {

  private static final int LONGEST = 253;
  private static final int MOST_JUMPS = 32;

  private static final Pattern SYNTAX =
      Pattern.compile("[a-z0-9_*](?:[a-z0-9_-]{0,62})(?:\\.[a-z0-9_](?:[a-z0-9_-]{0,62}))*");

  private DnsName() {}

  static void requireValid(String component, String name) {
    String normal;
    try {
      normal = normal(name);
    } catch (IllegalArgumentException e) {
      normal = "";
    }
    if (normal.length() > LONGEST
        || !SYNTAX.matcher(normal).matches()
        || normal.matches("[0-9.]+")) {
      throw new InvalidSetting(component, "must be a domain name, was \"" + name + '"');
    }
  }

  static String normal(String name) {
    String bare = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    boolean ascii = bare.chars().allMatch(c -> c < 0x80);
    return (ascii ? bare : IDN.toASCII(bare, IDN.ALLOW_UNASSIGNED)).toLowerCase(Locale.ROOT);
  }

  static byte[] encoded(String name) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (String label : name.split("\\.", -1)) {
      out.write(label.length());
      out.writeBytes(label.getBytes(StandardCharsets.US_ASCII));
    }
    out.write(0);
    return out.toByteArray();
  }

  /** Reads a name that may point back into the message; each pointer must lead further back. */
  static String read(ByteBuffer message) {
    StringBuilder name = new StringBuilder();
    ByteBuffer at = message;
    int jumps = 0;
    int length = at.get() & 0xff;
    while (length != 0) {
      if (length >= 0xc0) {
        int target = ((length & 0x3f) << 8) | (at.get() & 0xff);
        if (++jumps > MOST_JUMPS || target >= at.position() - 2) {
          throw new IllegalArgumentException("a name points nowhere");
        }
        at = message.duplicate().position(target);
      } else if (length > 63) {
        throw new IllegalArgumentException("a label of unknown sort");
      } else {
        label(at, length, name);
      }
      length = at.get() & 0xff;
    }
    return name.toString();
  }

  private static void label(ByteBuffer at, int length, StringBuilder name) {
    name.append(name.isEmpty() ? "" : ".");
    for (int i = 0; i < length; i++) {
      int c = at.get() & 0xff;
      boolean plain = c > 0x20 && c < 0x7f && c != '.' && c != '\\';
      name.append(
          plain
              ? String.valueOf((char) Character.toLowerCase(c))
              : String.format(Locale.ROOT, "\\%03d", c));
    }
    if (name.length() > 4 * (LONGEST + 2)) {
      throw new IllegalArgumentException("a name is too long");
    }
  }
}
