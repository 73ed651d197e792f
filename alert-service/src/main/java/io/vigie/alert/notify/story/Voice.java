package io.vigie.alert.notify.story;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * How the people behind a channel are spoken to.
 *
 * @param language theirs; that of the item where absent
 * @param zone where they live; times are told in UTC and there
 * @param site where messages link to
 */
public record Voice(Optional<Language> language, ZoneId zone, Site site) {

  /** The language of the item, times in UTC, no links. */
  public static final Voice PLAIN = new Voice(Optional.empty(), ZoneOffset.UTC, Site.UNKNOWN);

  /** The same with another language and zone, where they are given. */
  public Voice with(Optional<Language> other, Optional<ZoneId> elsewhere) {
    return new Voice(other.or(() -> language), elsewhere.orElse(zone), site);
  }

  Language languageFor(String checklist) {
    return language.orElseGet(() -> Language.of(checklist));
  }
}
