package io.vigie.alert.followup;

import io.vigie.alert.canary.Canary;
import io.vigie.alert.incident.Posting.Listing;
import io.vigie.alert.incident.Statement;
import io.vigie.alert.route.Daily;
import io.vigie.alert.route.Decision;
import io.vigie.alert.route.Drill;
import io.vigie.alert.route.Routes;
import io.vigie.alert.route.Rule;
import io.vigie.contract.alert.Incident;
import io.vigie.contract.check.Check;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What is open and not urgent, once a day, in one message for each channel; and what has ended
 * since the last. Where there is neither, nothing is said. Pure.
 *
 * @param rule the rule that has it told so
 * @param at the time of the day that it is for
 * @param before the time of the digest before it
 */
public record Digest(Rule rule, Instant at, Instant before) {

  /** One that could not be sent for so long is left out: the next is not far. */
  private static final Duration LATEST = Duration.ofHours(6);

  private static final Comparator<Incident> WORST_FIRST =
      Comparator.comparing((Incident one) -> !one.isOpen())
          .thenComparing(Incident::severity)
          .thenComparing(Incident::openedAt);

  /** The digests whose time has come. */
  public static List<Digest> due(Routes routes, Instant now) {
    List<Digest> due = new ArrayList<>();
    for (Rule rule : routes.rules()) {
      if (rule.digest().isPresent()) {
        Daily daily = rule.digest().get();
        Instant last = daily.last(now);
        if (last.plus(LATEST).isAfter(now)) {
          due.add(new Digest(rule, last, daily.before(last)));
        }
      }
    }
    return due;
  }

  /** An incident with its check as it was when it opened. */
  public record Told(Incident incident, Check check) {}

  /** A message for a channel; its name follows from the channel, the rule and the day. */
  public record Message(UUID id, String channel, Statement said) {}

  /** The messages that tell {@code incidents}, of which some may be none of this digest's. */
  public List<Message> messages(Routes routes, List<Told> incidents) {
    Map<String, List<Told>> byChannel = new TreeMap<>();
    for (Told told : incidents) {
      Decision decision = routes.decide(told.check(), told.incident().openedAt());
      if (decision.route().equals("rule " + rule.number()) && concerns(told.incident())) {
        decision
            .channels()
            .forEach(name -> byChannel.computeIfAbsent(name, _ -> new ArrayList<>()).add(told));
      }
    }
    return byChannel.entrySet().stream().map(one -> message(one.getKey(), one.getValue())).toList();
  }

  /** Open at the time; or told the last time, and over since. */
  private boolean concerns(Incident incident) {
    if (incident.item().equals(Canary.ITEM)) {
      return false;
    }
    boolean openThen =
        !incident.openedAt().isAfter(at)
            && incident.resolvedAt().map(end -> end.isAfter(at)).orElse(true);
    boolean endedSince =
        !incident.openedAt().isAfter(before)
            && incident
                .resolvedAt()
                .map(end -> end.isAfter(before) && !end.isAfter(at))
                .orElse(false);
    return openThen || endedSince;
  }

  private Message message(String channel, List<Told> told) {
    List<Incident> incidents = told.stream().map(Told::incident).sorted(WORST_FIRST).toList();
    int open = (int) incidents.stream().filter(Incident::isOpen).count();
    Check check = Drill.check("digest", "Daily digest", told.getFirst().check());
    UUID id = id(channel);
    String words = open + " open, " + (incidents.size() - open) + " over since the last";
    Listing listing =
        new Listing(incidents.size(), open, incidents.stream().limit(Listing.MOST_LISTED).toList());
    return new Message(
        id,
        channel,
        new Statement(Drill.incident(id, check, words, at), check, Optional.of(listing)));
  }

  private UUID id(String channel) {
    String name = "digest:" + rule.number() + ":" + channel + "@" + at;
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }
}
