package io.vigie.alert.notify.pagerduty;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vigie.alert.incident.Posting.Telling;
import io.vigie.alert.notify.story.About;
import io.vigie.alert.notify.story.PlainText;
import io.vigie.alert.notify.story.Story;
import io.vigie.alert.notify.story.Word;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Lays a story out as an event, without its routing key. PagerDuty shows its texts as they are. */
final class PagerDutyEvent {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int LARGEST_SUMMARY = 1_024;
  private static final int LONGEST_FIELD = 200;
  private static final int LONGEST_DETAIL = 1_000;

  /** What is done to the alert that the key names. */
  enum Action {
    TRIGGER,
    ACKNOWLEDGE,
    RESOLVE
  }

  private PagerDutyEvent() {}

  static ObjectNode of(Story story) {
    ObjectNode event = JSON.objectNode();
    Action action = action(story.telling()).orElse(Action.TRIGGER);
    event.put("event_action", action.name().toLowerCase(Locale.ROOT));
    event.put("dedup_key", key(story));
    event.put("client", "Vigie");
    story.links().whole().ifPresent(page -> event.put("client_url", page));
    event.set("payload", payload(story));
    ArrayNode links = links(story);
    if (!links.isEmpty()) {
      event.set("links", links);
    }
    return event;
  }

  /** Nobody is called for what is over; a resolve closes what may have arrived before. */
  static Optional<Action> action(Telling telling) {
    return switch (telling) {
      case OPENED, REOPENED, ESCALATED, TEST -> Optional.of(Action.TRIGGER);
      case ACKNOWLEDGED -> Optional.of(Action.ACKNOWLEDGE);
      case RESOLVED, OPENED_AND_RESOLVED -> Optional.of(Action.RESOLVE);
      case UPDATED, COMMENTED, REMINDED, DIGEST, SUMMARY -> Optional.empty();
    };
  }

  /** A test is an alert of its own. */
  private static String key(Story story) {
    return story.isOfOneIncident()
        ? story.incident().toString()
        : story.occasion() + "-" + story.incident();
  }

  private static ObjectNode payload(Story story) {
    About about = story.about();
    ObjectNode payload = JSON.objectNode();
    String summary = PlainText.line(story.spoken(), LARGEST_SUMMARY);
    payload.put("summary", PlainText.cutToBytes(summary, LARGEST_SUMMARY));
    payload.put("source", about.item().toString());
    payload.put("severity", severity(story));
    payload.put("timestamp", about.firstFailedAt().toString());
    payload.put("component", about.item().system());
    payload.put("group", about.item().environment());
    payload.put("class", PlainText.line(about.category(), LONGEST_FIELD));
    payload.set("custom_details", details(story));
    return payload;
  }

  private static String severity(Story story) {
    if (story.telling() == Telling.TEST) {
      return "info";
    }
    return switch (story.severity()) {
      case P0 -> "critical";
      case P1 -> "error";
      case P2 -> "warning";
    };
  }

  private static ObjectNode details(Story story) {
    ObjectNode details = JSON.objectNode();
    details.put("state", PlainText.line(story.banner(), LONGEST_DETAIL));
    details.put("title", PlainText.line(story.title(), LONGEST_DETAIL));
    details.put("summary", PlainText.block(story.summary(), LONGEST_DETAIL));
    if (!story.unmet().isEmpty()) {
      ArrayNode unmet = details.putArray("unmet");
      story.unmet().forEach(one -> unmet.add(PlainText.line(one.line(), LONGEST_DETAIL)));
    }
    Stream.of(
            story.impact().stream(),
            story.firstStep().stream(),
            story.facts().stream(),
            story.labels().stream())
        .flatMap(facts -> facts)
        .forEach(fact -> details.put(fact.label(), PlainText.block(fact.value(), LONGEST_DETAIL)));
    story.listing().ifPresent(listing -> members(details, listing));
    details.put("item", PlainText.line(story.footer(), LONGEST_DETAIL));
    return details.put("route", PlainText.line(story.reason(), LONGEST_DETAIL));
  }

  private static void members(ObjectNode details, Story.Listing listing) {
    ArrayNode members = details.putArray(PlainText.line(listing.title(), LONGEST_DETAIL));
    listing.entries().forEach(one -> members.add(PlainText.line(one.text(), LONGEST_DETAIL)));
    listing.more().ifPresent(more -> members.add(more.text()));
  }

  private static ArrayNode links(Story story) {
    ArrayNode links = JSON.arrayNode();
    story.links().whole().ifPresent(page -> link(links, page, "Vigie"));
    String runbook = Word.RUNBOOK.in(story.language());
    story.links().runbook().ifPresent(address -> link(links, address, runbook));
    return links;
  }

  private static void link(ArrayNode links, String href, String text) {
    links.addObject().put("href", href).put("text", text);
  }
}
