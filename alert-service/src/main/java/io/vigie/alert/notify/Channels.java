package io.vigie.alert.notify;

import io.vigie.alert.notify.story.Voice;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Opens the configured channels with the kinds that were found. */
public final class Channels {

  private final Map<String, NotifierKind> kinds = new TreeMap<>();
  private final Voice voice;

  /**
   * @param voice how people are spoken to where their channel says nothing else
   */
  public Channels(Iterable<NotifierKind> found, Voice voice) {
    this.voice = voice;
    for (NotifierKind kind : found) {
      if (kinds.put(kind.type(), kind) != null) {
        throw new IllegalStateException(
            "channel type " + kind.type() + ": must be one, was found twice");
      }
    }
  }

  /** One notifier for each channel, by name. */
  public Map<String, Notifier> open(Map<String, Map<String, String>> channels) {
    Map<String, Notifier> open = new LinkedHashMap<>();
    new TreeMap<>(channels)
        .forEach((name, settings) -> open.put(name, open(name, new TreeMap<>(settings))));
    return open;
  }

  /** How often each channel may be called. */
  public Map<String, Rate> rates(Map<String, Map<String, String>> channels) {
    Map<String, Rate> rates = new TreeMap<>();
    channels.forEach((name, settings) -> rates.put(name, rate(name, settings)));
    return rates;
  }

  private Rate rate(String name, Map<String, String> settings) {
    String text = settings.get("rate");
    NotifierKind kind = kinds.get(String.valueOf(settings.get("type")));
    if (text == null) {
      return kind == null ? Rate.UNLIMITED : kind.rate();
    }
    return Rate.parse(text.strip())
        .orElseThrow(
            () ->
                new ChannelSettings(name, settings)
                    .problem("rate", "must be like 1/s, 30/m, 100/h, or none, was neither"));
  }

  private Notifier open(String name, Map<String, String> settings) {
    String type = settings.remove("type");
    settings.remove("rate");
    ChannelSettings checked = new ChannelSettings(name, settings);
    NotifierKind kind = type == null ? null : kinds.get(type);
    if (kind == null) {
      throw checked.problem(
          "type",
          "must be one of "
              + String.join(", ", kinds.keySet())
              + ", was "
              + (type == null ? "absent" : '"' + type + '"'));
    }
    ChannelVoice theirs = ChannelVoice.of(name, settings);
    return theirs.speaking(kind.open(new ChannelSettings(name, settings)), voice);
  }
}
