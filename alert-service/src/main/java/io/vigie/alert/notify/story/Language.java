package io.vigie.alert.notify.story;

import java.util.Locale;
import java.util.Optional;

/** A language that messages are written in. */
public enum Language {
  ENGLISH("en"),
  FRENCH("fr");

  private final String tag;

  Language(String tag) {
    this.tag = tag;
  }

  /** As in {@code lang="fr"}. */
  public String tag() {
    return tag;
  }

  /** The language of a checklist; English where it is none of these. */
  static Language of(String tag) {
    return named(tag).orElse(ENGLISH);
  }

  /** The language that {@code tag} names, such as {@code fr} or {@code fr-CH}. */
  public static Optional<Language> named(String tag) {
    String first = tag.toLowerCase(Locale.ROOT).split("[-_]", 2)[0];
    for (Language language : values()) {
      if (language.tag.equals(first)) {
        return Optional.of(language);
      }
    }
    return Optional.empty();
  }
}
