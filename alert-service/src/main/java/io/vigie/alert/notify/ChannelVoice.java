package io.vigie.alert.notify;

import io.vigie.alert.incident.Posting.Telling;
import io.vigie.alert.notify.story.Language;
import io.vigie.alert.notify.story.Story;
import io.vigie.alert.notify.story.Voice;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/** The settings that every channel has: in which language and zone its people live. */
record ChannelVoice(Optional<Language> language, Optional<ZoneId> zone) {

  /** Takes them out of {@code settings}. */
  static ChannelVoice of(String channel, Map<String, String> settings) {
    ChannelSettings all = new ChannelSettings(channel, settings);
    Optional<Language> language = all.optional("language").map(tag -> language(all, tag));
    Optional<ZoneId> zone = all.optional("zone").map(name -> zone(all, name));
    settings.remove("language");
    settings.remove("zone");
    return new ChannelVoice(language, zone);
  }

  private static Language language(ChannelSettings settings, String tag) {
    return Language.named(tag)
        .orElseThrow(() -> settings.problem("language", "must be en or fr, was neither"));
  }

  private static ZoneId zone(ChannelSettings settings, String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      throw settings.problem("zone", "must be like Europe/Paris or UTC, was not");
    }
  }

  /** {@code notifier}, heard in this voice. */
  Notifier speaking(Notifier notifier, Voice usual) {
    return new Speaking(notifier, usual.with(language, zone));
  }

  private record Speaking(Notifier notifier, Voice voice) implements Notifier {

    @Override
    public Attempt send(Story story, Optional<String> receipt) {
      return notifier.send(story, receipt);
    }

    @Override
    public boolean tells(Telling telling) {
      return notifier.tells(telling);
    }

    @Override
    public int calls(Telling telling) {
      return notifier.calls(telling);
    }

    @Override
    public void close() {
      notifier.close();
    }
  }
}
