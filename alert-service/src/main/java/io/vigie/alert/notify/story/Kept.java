package io.vigie.alert.notify.story;

import io.vigie.alert.wording.Sentence;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What Vigie itself has noted, in the language and with the times of those who are told. What it
 * did not say itself stays as it is.
 */
record Kept(Language language, Times times) {

  private static final String BETWEEN = "; ";

  String told(String text) {
    Optional<Sentence.Said> said = Sentence.in(text);
    if (said.isPresent()) {
      return told(said.get());
    }
    List<String> parts = List.of(text.split(BETWEEN, -1));
    return parts.size() > 1 && parts.stream().anyMatch(part -> Sentence.in(part).isPresent())
        ? parts.stream().map(this::told).collect(Collectors.joining(between()))
        : time(text).orElse(text);
  }

  private String told(Sentence.Said said) {
    Sentence.Said own =
        new Sentence.Said(said.sentence(), said.values().stream().map(this::told).toList());
    return switch (language) {
      case ENGLISH -> own.inEnglish();
      case FRENCH -> own.inFrench();
    };
  }

  private String between() {
    return switch (language) {
      case ENGLISH -> BETWEEN;
      case FRENCH -> "\u00A0; ";
    };
  }

  private Optional<String> time(String text) {
    try {
      return Stream.of(text)
          .filter(one -> one.endsWith("Z"))
          .map(Instant::parse)
          .map(times::time)
          .findFirst();
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
