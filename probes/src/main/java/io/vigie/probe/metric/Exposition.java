package io.vigie.probe.metric;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A page of metrics, of which only those series are kept that somebody asked for. Strict: a line
 * that is none of the format's makes it no page of metrics.
 *
 * @param found for each selector, in their order, the series that it selects
 * @param types what the page says of the metrics that are meant, such as counter
 * @param series how many there are on the page
 */
record Exposition(
    Format format, Map<Selector, List<Series>> found, Map<String, String> types, int series) {

  static final int MOST_SERIES = 100_000;
  static final int MOST_SELECTED = 1_000;

  /** The formats that are read. */
  enum Format {
    PROMETHEUS,
    OPENMETRICS;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A page that is too large to be judged. */
  static final class TooLarge extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooLarge(String message) {
      super(message);
    }
  }

  /** Fails with what is wrong and in which line. */
  static Exposition read(String page, String contentType, List<Selector> selectors) {
    String type = contentType.toLowerCase(Locale.ROOT);
    if (type.startsWith("text/html") || page.stripLeading().startsWith("<")) {
      throw new IllegalArgumentException("it is HTML");
    }
    boolean open = type.startsWith("application/openmetrics-text");
    return new Reading(open, selectors).all(page);
  }

  /** The type that the page gives to what a selector selects; empty where it says nothing. */
  String typeOf(Selector selector) {
    String name = selector.name();
    String family = name.replaceFirst("_(?:total|created|bucket|count|sum|info)$", "");
    return Optional.ofNullable(types.get(name)).orElse(types.getOrDefault(family, ""));
  }

  /** One pass over the lines. */
  private static final class Reading {
    private final boolean open;
    private final Map<Selector, List<Series>> found = new LinkedHashMap<>();
    private final Map<String, String> types = new HashMap<>();
    private int series;
    private int selected;
    private boolean ended;

    Reading(boolean open, List<Selector> selectors) {
      this.open = open;
      selectors.forEach(selector -> found.put(selector, new ArrayList<>()));
    }

    Exposition all(String page) {
      int number = 0;
      for (String line : (Iterable<String>) page.lines()::iterator) {
        number++;
        try {
          read(line);
        } catch (IllegalArgumentException e) {
          throw new IllegalArgumentException("line " + number + ": " + e.getMessage(), e);
        }
      }
      if (open && !ended) {
        throw new IllegalArgumentException("it must end with # EOF, and is cut off");
      } else if (series == 0) {
        throw new IllegalArgumentException("it has no series at all");
      }
      return new Exposition(open ? Format.OPENMETRICS : Format.PROMETHEUS, found, types, series);
    }

    private void read(String line) {
      if (ended) {
        throw new IllegalArgumentException("there must be nothing behind # EOF");
      } else if (line.startsWith("#")) {
        comment(line);
      } else if (!line.isBlank()) {
        sample(Series.read(open ? line : line.strip(), open));
      } else if (open) {
        throw new IllegalArgumentException("there must be no empty line");
      }
    }

    private void comment(String line) {
      ended = open && line.equals("# EOF");
      String[] words = line.split("[ \t]+", 4);
      if (words.length >= 4 && words[0].equals("#") && words[1].equals("TYPE")) {
        boolean meant =
            found.keySet().stream().anyMatch(selector -> selector.name().startsWith(words[2]));
        if (meant) {
          types.put(words[2], words[3].strip());
        }
      }
    }

    private void sample(Series sample) {
      if (++series > MOST_SERIES) {
        throw new TooLarge("it has more than " + MOST_SERIES + " series");
      }
      found.forEach(
          (selector, list) -> {
            if (selector.selects(sample)) {
              list.add(sample);
              requireFew(++selected);
            }
          });
    }

    private static void requireFew(int selected) {
      if (selected > MOST_SELECTED) {
        throw new TooLarge("more than " + MOST_SELECTED + " of its series are selected");
      }
    }
  }
}
