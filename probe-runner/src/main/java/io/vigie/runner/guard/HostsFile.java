package io.vigie.runner.guard;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The names in {@code /etc/hosts}, read again when the file has changed. Thread-safe. */
final class HostsFile {

  private record Contents(FileTime modified, Map<String, List<InetAddress>> addresses) {}

  private final Path file;
  private volatile Contents newest = new Contents(FileTime.fromMillis(-1), Map.of());

  HostsFile(Path file) {
    this.file = file;
  }

  /** The addresses of a name; empty when the file does not know it. */
  List<InetAddress> addressesOf(String name) {
    String wanted = normal(name);
    List<InetAddress> listed = contents().addresses().getOrDefault(wanted, List.of());
    if (listed.isEmpty() && (wanted.equals("localhost") || wanted.endsWith(".localhost"))) {
      // RFC 6761: these never leave the machine, whether the file names them or not.
      return List.of(InetAddress.ofLiteral("127.0.0.1"), InetAddress.ofLiteral("::1"));
    }
    return listed;
  }

  private Contents contents() {
    try {
      FileTime modified = Files.getLastModifiedTime(file);
      Contents known = newest;
      if (!modified.equals(known.modified())) {
        known = new Contents(modified, parsed(Files.readString(file, StandardCharsets.UTF_8)));
        newest = known;
      }
      return known;
    } catch (IOException e) {
      // No hosts file, or not for us to read: then there is nothing in it.
      return new Contents(FileTime.fromMillis(-1), Map.of());
    }
  }

  private static Map<String, List<InetAddress>> parsed(String text) {
    Map<String, List<InetAddress>> addresses = new HashMap<>();
    text.lines().forEach(line -> parse(line, addresses));
    return addresses;
  }

  private static void parse(String line, Map<String, List<InetAddress>> addresses) {
    int comment = line.indexOf('#');
    String entry = comment < 0 ? line : line.substring(0, comment);
    List<String> words = List.of(entry.strip().split("\\s+"));
    if (words.size() < 2) {
      return;
    }
    try {
      InetAddress address = InetAddress.ofLiteral(words.getFirst());
      for (String name : words.subList(1, words.size())) {
        List<InetAddress> known = addresses.computeIfAbsent(normal(name), _ -> new ArrayList<>());
        if (!known.contains(address)) {
          known.add(address);
        }
      }
    } catch (IllegalArgumentException e) {
      // A line that nobody can read is skipped, as the system's own resolver does.
      return;
    }
  }

  private static String normal(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }
}
