package io.vigie.alert.notify.pagerduty;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vigie.alert.incident.Posting.Telling;
import io.vigie.alert.notify.Site;
import io.vigie.alert.notify.story.About;
import io.vigie.alert.notify.story.PlainText;
import io.vigie.alert.notify.story.Story;
import io.vigie.contract.check.Severity;
import java.util.Locale;

/** Lays a story out as an event, without its routing key. PagerDuty shows its texts as they are. */
final class PagerDutyEvent {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int LARGEST_SUMMARY = 1_024;
  private static final int LONGEST_FIELD = 200;
  private static final int LONGEST_DETAIL = 1_000;

  /** What is done to the alert that the key names. */
  private enum Action {
    TRIGGER,
    RESOLVE
  }

  private PagerDutyEvent() {}

  static ObjectNode of(Story story, Site site) {
    ObjectNode event = JSON.objectNode();
    event.put("event_action", action(story.telling()).name().toLowerCase(Locale.ROOT));
    event.put("dedup_key", story.incident().toString());
    event.put("client", "Vigie");
    site.page(story.about().item()).ifPresent(page -> event.put("client_url", page));
    event.set("payload", payload(story));
    ArrayNode links = links(story, site);
    if (!links.isEmpty()) {
      event.set("links", links);
    }
    return event;
  }

  /** Nobody is called for what is over; a resolve closes what may have arrived before. */
  private static Action action(Telling telling) {
    return switch (telling) {
      case OPENED,
          UPDATED,
          ACKNOWLEDGED,
          COMMENTED,
          ESCALATED,
          REMINDED,
          REOPENED,
          TEST,
          DIGEST,
          SUMMARY ->
          Action.TRIGGER;
      case RESOLVED, OPENED_AND_RESOLVED -> Action.RESOLVE;
    };
  }

  private static ObjectNode payload(Story story) {
    About about = story.about();
    ObjectNode payload = JSON.objectNode();
    String summary = PlainText.line(story.headline(), LARGEST_SUMMARY);
    payload.put("summary", PlainText.cutToBytes(summary, LARGEST_SUMMARY));
    payload.put("source", about.item().toString());
    payload.put("severity", severity(story.severity()));
    payload.put("timestamp", about.firstFailedAt().toString());
    payload.put("component", about.item().system());
    payload.put("group", about.item().environment());
    payload.put("class", PlainText.line(about.category(), LONGEST_FIELD));
    payload.set("custom_details", details(story));
    return payload;
  }

  private static String severity(Severity severity) {
    return switch (severity) {
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
      story.unmet().forEach(one -> unmet.add(PlainText.line(one, LONGEST_DETAIL)));
    }
    story
        .facts()
        .forEach(fact -> details.put(fact.label(), PlainText.block(fact.value(), LONGEST_DETAIL)));
    details.put("item", PlainText.line(story.footer(), LONGEST_DETAIL));
    return details.put("route", PlainText.line(story.reason(), LONGEST_DETAIL));
  }

  private static ArrayNode links(Story story, Site site) {
    ArrayNode links = JSON.arrayNode();
    site.page(story.about().item()).ifPresent(page -> link(links, page, "Vigie"));
    story
        .about()
        .runbook()
        .flatMap(PlainText::link)
        .ifPresent(runbook -> link(links, runbook, "Runbook"));
    return links;
  }

  private static void link(ArrayNode links, String href, String text) {
    links.addObject().put("href", href).put("text", text);
  }
}
