package io.vigie.alert.route;

import io.vigie.contract.alert.Matcher;
import io.vigie.contract.check.Severity;
import io.vigie.contract.due.OpenHours;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Reads {@code vigie.alert.rules.<n>.*}. A setting that is not known, and a value that cannot be,
 * fails with the name of the setting, what it must be, and what it was.
 */
public final class RuleReader {

  private static final String PREFIX = "vigie.alert.rules.";

  /** Each setting, and how it reads where dots and dashes are one sign. */
  private static final List<String> SETTINGS =
      List.of(
          "match.system",
          "match.environment",
          "match.item",
          "match.team",
          "match.category",
          "match.tag",
          "match.severity",
          "match.route",
          "match.hours",
          "channels",
          "quiet",
          "escalate-after",
          "escalate-to",
          "remind",
          "digest");

  private static final Pattern SPAN = Pattern.compile("(\\d{1,6})\\s*(s|m|h|d)");

  private final ZoneId zone;

  /**
   * @param zone whose clock is meant where a time names none
   */
  public RuleReader(ZoneId zone) {
    this.zone = zone;
  }

  /** The rules in the order of their numbers. */
  public List<Rule> read(Map<String, ? extends Map<String, String>> rules) {
    Map<Integer, Rule> read = new TreeMap<>();
    rules.forEach(
        (name, settings) -> {
          int number = number(name);
          if (read.put(number, new Reading(number, known(name, settings)).rule()) != null) {
            throw new IllegalArgumentException(
                PREFIX + name + ": must be a number of its own, was there twice");
          }
        });
    return List.copyOf(read.values());
  }

  private static int number(String name) {
    if (!name.matches("\\d{1,6}")) {
      throw new IllegalArgumentException(
          PREFIX + name + ": a rule must be named by a number, was \"" + name + '"');
    }
    return Integer.parseInt(name);
  }

  /** An environment variable has one sign for dots and dashes. */
  private static Map<String, String> known(String name, Map<String, String> settings) {
    Map<String, String> known = new TreeMap<>();
    settings.forEach(
        (setting, value) -> {
          String meant =
              SETTINGS.stream()
                  .filter(one -> plain(one).equals(plain(setting)))
                  .findFirst()
                  .orElseThrow(
                      () ->
                          new IllegalArgumentException(
                              PREFIX
                                  + name
                                  + "."
                                  + setting
                                  + ": must be one of "
                                  + String.join(", ", SETTINGS)
                                  + ", was \""
                                  + setting
                                  + '"'));
          if (value != null && !value.isBlank()) {
            known.put(meant, value.strip());
          }
        });
    return known;
  }

  private static String plain(String setting) {
    return setting.toLowerCase(Locale.ROOT).replace('.', '-');
  }

  /** One rule. */
  private final class Reading {
    private final int number;
    private final Map<String, String> settings;

    Reading(int number, Map<String, String> settings) {
      this.number = number;
      this.settings = settings;
    }

    Rule rule() {
      return new Rule(
          number,
          matchers(),
          Set.copyOf(list("match.route")),
          OpenHours.of(
              text("match.hours").map(text -> HoursText.read(setting("match.hours"), text, zone))),
          list("channels"),
          text("quiet")
              .map(text -> HoursText.quiet(setting("quiet"), text, zone))
              .orElse(QuietHours.NONE),
          span("escalate-after"),
          list("escalate-to"),
          span("remind"),
          text("digest").map(text -> HoursText.daily(setting("digest"), text, zone)));
    }

    /** One for each severity, because a matcher has one. */
    private List<Matcher> matchers() {
      Set<Optional<Severity>> severities =
          new TreeSet<>((a, b) -> a.toString().compareTo(b.toString()));
      list("match.severity").forEach(word -> severities.add(Optional.of(severity(word))));
      if (severities.isEmpty()) {
        severities.add(Optional.empty());
      }
      return severities.stream().map(this::matcher).toList();
    }

    private Matcher matcher(Optional<Severity> severity) {
      return new Matcher(
          text("match.system"),
          text("match.environment"),
          text("match.item"),
          text("match.team"),
          text("match.category"),
          text("match.tag"),
          severity);
    }

    private Severity severity(String word) {
      return Arrays.stream(Severity.values())
          .filter(one -> one.word().equalsIgnoreCase(word))
          .findFirst()
          .orElseThrow(() -> problem("match.severity", "must be P0, P1 or P2", word));
    }

    private Optional<Duration> span(String name) {
      return text(name).map(text -> span(name, text));
    }

    private Duration span(String name, String text) {
      if (text.equals("never")) {
        return Duration.ZERO;
      }
      var read = SPAN.matcher(text);
      if (!read.matches() || Long.parseLong(read.group(1)) == 0) {
        throw problem(name, "must be a span such as 15m or 4h, or never", text);
      }
      long count = Long.parseLong(read.group(1));
      return switch (read.group(2)) {
        case "s" -> Duration.ofSeconds(count);
        case "m" -> Duration.ofMinutes(count);
        case "h" -> Duration.ofHours(count);
        default -> Duration.ofDays(count);
      };
    }

    private Optional<String> text(String name) {
      return Optional.ofNullable(settings.get(name));
    }

    private List<String> list(String name) {
      return text(name).stream()
          .flatMap(text -> Arrays.stream(text.split(",", -1)))
          .map(String::strip)
          .filter(part -> !part.isEmpty())
          .distinct()
          .toList();
    }

    private String setting(String name) {
      return PREFIX + number + "." + name;
    }

    private IllegalArgumentException problem(String name, String required, String found) {
      return new IllegalArgumentException(
          setting(name) + ": " + required + ", was \"" + found + '"');
    }
  }
}
