package io.vigie.alert.notify;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The settings of one channel, as text: {@code vigie.alert.channels.<name>.<setting>}. Any of them
 * may be a secret, so none is ever shown.
 */
public final class ChannelSettings {

  private static final String PREFIX = "vigie.alert.channels.";

  private final String channel;
  private final Map<String, String> values;

  public ChannelSettings(String channel, Map<String, String> values) {
    this.channel = channel;
    this.values = new TreeMap<>(values);
  }

  public String channel() {
    return channel;
  }

  /** Fails when there is a setting that is not among {@code names}. */
  public void only(String... names) {
    Set<String> unknown = new TreeSet<>(values.keySet());
    List.of(names).forEach(unknown::remove);
    if (!unknown.isEmpty()) {
      throw problem(
          unknown.iterator().next(),
          "is not a setting of this type; its settings are "
              + String.join(", ", new TreeSet<>(List.of(names))));
    }
  }

  public String required(String name) {
    return optional(name).orElseThrow(() -> problem(name, "is required, was absent"));
  }

  public Optional<String> optional(String name) {
    return Optional.ofNullable(values.get(name)).map(String::strip).filter(text -> !text.isEmpty());
  }

  public Secret requiredSecret(String name) {
    return new Secret(required(name));
  }

  public Optional<Secret> secret(String name) {
    return optional(name).map(Secret::new);
  }

  public int port(String name, int otherwise) {
    String text = optional(name).orElse(Integer.toString(otherwise));
    try {
      int port = Integer.parseInt(text);
      if (port > 0 && port < 65_536) {
        return port;
      }
    } catch (NumberFormatException e) {
      throw problem(name, "must be a port number, was not a number");
    }
    throw problem(name, "must be a port number from 1 to 65535, was " + text);
  }

  /** A PEM file with authorities to trust instead of the public ones. */
  public Optional<Path> trust() {
    Optional<Path> file = optional("trust").map(Path::of);
    if (file.isPresent() && !Files.isReadable(file.get())) {
      throw problem("trust", "must be a readable PEM file, was \"" + file.get() + '"');
    }
    return file;
  }

  public List<String> list(String name) {
    return Arrays.stream(required(name).split(","))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .toList();
  }

  /** A sentence about a setting, with its full name and without its value. */
  public IllegalArgumentException problem(String name, String what) {
    return new IllegalArgumentException(PREFIX + channel + "." + name + ": " + what);
  }

  @Override
  public String toString() {
    return PREFIX + channel + values.keySet();
  }
}
