package io.vigie.alert.sight;

import io.vigie.alert.wording.Sentence;
import io.vigie.contract.check.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Decides what our own troubles are, from what is counted. Pure. */
public final class Sight {

  /** Fewer than these are troubles of their own. */
  static final int FEWEST = 3;

  /** So long, at least, an item is not seen before that alone is a trouble. */
  public static final Duration PATIENCE = Duration.ofMinutes(10);

  /** So long the broker does not answer before that is a trouble. */
  static final Duration BROKER_PATIENCE = Duration.ofSeconds(15);

  static final String LOCATION = "sight-";
  static final String ITEMS = "blind-items";
  static final String BROKER = "broker";

  private static final int MOST_NAMED = 10;
  private static final int MOST_REASONS = 3;

  /** At the end of why nobody could look. */
  private static final Pattern CODE = Pattern.compile("\\(([a-z][a-z0-9-]*)\\)$");

  private Sight() {}

  /**
   * What is counted of the items of one location that are looked at often.
   *
   * @param blind how many of them are not seen
   * @param silent how many of these have no result, where the others have one that saw nothing
   * @param since since when the first of them is not seen
   * @param reasons why nobody could look, with how often that is said
   */
  public record Location(
      String name,
      int watched,
      int blind,
      int silent,
      Instant since,
      Map<String, Integer> reasons) {
    public Location {
      reasons = Map.copyOf(reasons);
    }
  }

  /** An item that is not seen beyond its patience, and from where it would be. */
  public record Unseen(String item, List<String> locations, String reason, Instant since) {
    public Unseen {
      locations = List.copyOf(locations);
    }
  }

  /** A channel that has refused for good what it was last told. */
  public record Refusing(String channel, Instant since, String reason) {}

  /**
   * What was counted.
   *
   * @param open the names of our own troubles that have an incident
   * @param brokerAwaySince when the broker answered last, where it does not answer
   */
  public record Counted(
      List<Location> locations,
      List<Unseen> unseen,
      Set<String> open,
      Optional<Instant> brokerAwaySince,
      List<Refusing> refusing) {
    public Counted {
      locations = List.copyOf(locations);
      unseen = List.copyOf(unseen);
      open = Set.copyOf(open);
      refusing = List.copyOf(refusing);
    }

    /** While every channel takes what it is told. */
    public Counted(
        List<Location> locations,
        List<Unseen> unseen,
        Set<String> open,
        Optional<Instant> brokerAwaySince) {
      this(locations, unseen, open, brokerAwaySince, List.of());
    }
  }

  /** What is wrong, and which of our troubles are over. Those in neither stay as they are. */
  public record Judged(List<Trouble> wrong, Set<String> over) {
    public Judged {
      wrong = List.copyOf(wrong);
      over = Set.copyOf(over);
    }
  }

  /**
   * Judges what was counted. While the broker is away, what is not seen says nothing of the
   * runners: those troubles neither begin nor end.
   */
  public static Judged judge(Counted counted, Instant now) {
    List<Trouble> wrong = new ArrayList<>();
    counted.refusing().forEach(channel -> wrong.add(refusing(channel)));
    Set<String> over = new TreeSet<>(counted.open());
    boolean away =
        counted
            .brokerAwaySince()
            .filter(since -> !since.plus(BROKER_PATIENCE).isAfter(now))
            .isPresent();
    if (away) {
      wrong.add(broker(counted.brokerAwaySince().orElseThrow()));
      return new Judged(wrong, Set.of());
    }
    if (counted.brokerAwaySince().isPresent()) {
      return new Judged(wrong, Set.of());
    }
    Set<String> dark = new TreeSet<>();
    for (Location location : counted.locations()) {
      if (isDark(location, counted.open())) {
        dark.add(location.name());
        wrong.add(dark(location));
      }
    }
    List<Unseen> alone =
        counted.unseen().stream().filter(one -> !dark.containsAll(one.locations())).toList();
    if (!alone.isEmpty()) {
      wrong.add(unseen(alone));
    }
    wrong.forEach(one -> over.remove(one.name()));
    return new Judged(wrong, over);
  }

  /** Dark with half of what is watched, light again when less than a quarter is left. */
  private static boolean isDark(Location location, Set<String> open) {
    return open.contains(name(location))
        ? location.blind() > 0 && location.blind() * 4 >= location.watched()
        : location.blind() >= FEWEST && location.blind() * 2 >= location.watched();
  }

  private static String name(Location location) {
    return LOCATION + slug(location.name());
  }

  /** Under which name a channel that refuses is a trouble. */
  static String nameOfChannel(String channel) {
    return Trouble.CHANNEL + slug(channel);
  }

  private static String slug(String name) {
    String slug = name.replaceAll("[^A-Za-z0-9._-]", "-");
    return slug.substring(0, Math.min(80, slug.length()));
  }

  private static Trouble refusing(Refusing refusing) {
    return new Trouble(
        nameOfChannel(refusing.channel()),
        Severity.P1,
        "channel-refuses",
        Sentence.NO_CHANNEL.of(refusing.channel()),
        Sentence.NO_CHANNEL_SINCE.of(refusing.channel(), refusing.since(), refusing.reason()),
        refusing.since());
  }

  private static Trouble dark(Location location) {
    int unable = location.blind() - location.silent();
    String reasons =
        location.reasons().entrySet().stream()
            .sorted(
                Map.Entry.<String, Integer>comparingByValue()
                    .reversed()
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(MOST_REASONS)
            .map(reason -> reason.getKey() + " (" + reason.getValue() + ")")
            .collect(Collectors.joining("; "));
    Object[] counted = {
      location.blind(),
      location.watched(),
      location.name(),
      location.since(),
      location.silent(),
      unable
    };
    String summary =
        reasons.isEmpty()
            ? Sentence.NO_SIGHT_OF.of(counted)
            : Sentence.NO_SIGHT_BECAUSE.of(
                Stream.concat(Stream.of(counted), Stream.of(reasons + codes(location.reasons())))
                    .toArray());
    return new Trouble(
        name(location),
        Severity.P0,
        "no-sight",
        Sentence.NO_SIGHT.of(location.name()),
        summary,
        location.since());
  }

  /** What each target's words have in common: {@code ; by code: resolver-unavailable 7}. */
  private static String codes(Map<String, Integer> reasons) {
    Map<String, Integer> codes = new TreeMap<>();
    reasons.forEach(
        (reason, items) -> {
          Matcher code = CODE.matcher(reason);
          if (code.find()) {
            codes.merge(code.group(1), items, Integer::sum);
          }
        });
    return codes.isEmpty()
        ? ""
        : "; "
            + Sentence.BY_CODE.of(
                codes.entrySet().stream()
                    .map(code -> code.getKey() + " " + code.getValue())
                    .collect(Collectors.joining(", ")));
  }

  private static Trouble unseen(List<Unseen> alone) {
    Map<String, Unseen> byName = new TreeMap<>();
    alone.forEach(one -> byName.put(one.item(), one));
    String named =
        byName.values().stream()
            .limit(MOST_NAMED)
            .map(one -> Sentence.NOT_SEEN_SINCE.of(one.item(), one.since(), one.reason()))
            .collect(Collectors.joining("; "));
    int more = byName.size() - MOST_NAMED;
    Instant since = alone.stream().map(Unseen::since).min(Instant::compareTo).orElseThrow();
    return new Trouble(
        ITEMS,
        Severity.P1,
        "not-seen",
        Sentence.SOME_NOT_SEEN.of(),
        (byName.size() == 1 ? Sentence.ONE_ITEM_NOT_SEEN : Sentence.ITEMS_NOT_SEEN)
            .of(byName.size(), named + (more > 0 ? "; " + Sentence.AND_MORE.of(more) : "")),
        since);
  }

  private static Trouble broker(Instant since) {
    return new Trouble(
        BROKER,
        Severity.P0,
        "no-broker",
        Sentence.NO_BROKER.of(),
        Sentence.NO_BROKER_SINCE.of(since),
        since);
  }

  /** The database cannot keep that it is away. */
  static Trouble database(Instant since, String reason) {
    return new Trouble(
        "database",
        Severity.P0,
        "no-database",
        Sentence.NO_DATABASE.of(),
        Sentence.NO_DATABASE_SINCE.of(since, reason),
        since);
  }
}
