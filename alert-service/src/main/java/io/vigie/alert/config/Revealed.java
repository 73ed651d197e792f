package io.vigie.alert.config;

import io.smallrye.config.Secret;
import java.util.Map;
import java.util.TreeMap;

/**
 * The settings of the channels as plain text, for the one who opens them. A setting that is empty,
 * as one that names an empty environment variable, is as good as absent. The name of an environment
 * variable has one sign for dots and dashes; settings have dashes.
 */
public final class Revealed {

  private Revealed() {}

  /** The settings of each channel by their names, without the empty ones. */
  public static Map<String, Map<String, String>> channels(AlertConfig config) {
    Map<String, Map<String, String>> revealed = new TreeMap<>();
    config.channels().forEach((name, channel) -> revealed.put(name, texts(channel.settings())));
    return revealed;
  }

  private static Map<String, String> texts(Map<String, Secret<String>> settings) {
    Map<String, String> texts = new TreeMap<>();
    settings.forEach(
        (name, secret) -> {
          String text = secret == null ? null : secret.get();
          if (text != null && !text.isBlank()) {
            texts.put(name.replace('.', '-'), text);
          }
        });
    return texts;
  }
}
