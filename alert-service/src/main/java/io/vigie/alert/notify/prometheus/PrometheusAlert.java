package io.vigie.alert.notify.prometheus;

import io.vigie.alert.notify.story.About;
import io.vigie.alert.notify.story.PlainText;
import io.vigie.alert.notify.story.Story;
import io.vigie.contract.check.Severity;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An alert of Prometheus. What came from a checklist or a target stands in values only, without
 * control characters; the names are ours.
 *
 * @param endedAt present once it is over
 * @param source the page of the item, if it is known where that is
 */
public record PrometheusAlert(
    SortedMap<String, String> labels,
    SortedMap<String, String> annotations,
    Instant startsAt,
    Optional<Instant> endedAt,
    Optional<String> source) {

  /** What all alerts of items are called. */
  public static final String NAME = "VigieItemFailing";

  /** What a test is called. */
  public static final String TEST = "VigieTest";

  /** What a digest is called. */
  public static final String DIGEST = "VigieDigest";

  private static final int LONGEST_LABEL = 200;
  private static final int LONGEST_SUMMARY = 300;
  private static final int LONGEST_PART = 2_000;

  public PrometheusAlert {
    labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    annotations = Collections.unmodifiableSortedMap(new TreeMap<>(annotations));
  }

  public static PrometheusAlert of(Story story) {
    return new PrometheusAlert(
        labels(story),
        annotations(story),
        story.about().firstFailedAt(),
        story.about().resolvedAt(),
        story.links().whole());
  }

  /**
   * What it is called: that of a test is not that of an item, so that no route takes it for one.
   */
  private static String name(Story story) {
    return switch (story.telling()) {
      case TEST -> TEST;
      case DIGEST, SUMMARY -> DIGEST;
      case OPENED,
          UPDATED,
          ACKNOWLEDGED,
          COMMENTED,
          ESCALATED,
          REMINDED,
          REOPENED,
          RESOLVED,
          OPENED_AND_RESOLVED ->
          NAME;
    };
  }

  private static SortedMap<String, String> labels(Story story) {
    About about = story.about();
    SortedMap<String, String> labels = identity(name(story), about);
    labels.put("job", "vigie");
    labels.put("category", PlainText.line(about.category(), LONGEST_LABEL));
    // Not that of the incident, which may change: an alert is known by its labels.
    labels.put("priority", about.declared().word());
    labels.put("severity", severity(about.declared()));
    about.team().ifPresent(team -> labels.put("team", PlainText.line(team, LONGEST_LABEL)));
    return labels;
  }

  private static SortedMap<String, String> identity(String name, About about) {
    SortedMap<String, String> labels = new TreeMap<>();
    labels.put("alertname", name);
    labels.put("system", about.item().system());
    labels.put("environment", about.item().environment());
    labels.put("item", about.item().item());
    return labels;
  }

  private static SortedMap<String, String> annotations(Story story) {
    SortedMap<String, String> annotations = new TreeMap<>();
    annotations.put("summary", PlainText.line(story.spoken(), LONGEST_SUMMARY));
    annotations.put("description", PlainText.whole(story, LONGEST_PART));
    annotations.put("incident", story.incident().toString());
    story.links().runbook().ifPresent(link -> annotations.put("runbook_url", link));
    story.links().whole().ifPresent(page -> annotations.put("dashboard_url", page));
    story
        .about()
        .acknowledged()
        .ifPresent(
            who -> annotations.put("acknowledged_by", PlainText.line(who.by(), LONGEST_LABEL)));
    return annotations;
  }

  /** The words that routes of Alertmanager are usually written with. */
  private static String severity(Severity severity) {
    return switch (severity) {
      case P0 -> "critical";
      case P1 -> "warning";
      case P2 -> "info";
    };
  }

  /** The labels that name the item and nothing else. */
  public SortedMap<String, String> groupLabels() {
    SortedMap<String, String> group = new TreeMap<>(labels);
    group.keySet().retainAll(Set.of("alertname", "system", "environment", "item"));
    return group;
  }

  /** What Alertmanager calls the alert: a digest of its labels, equal to its own. */
  public String fingerprint() {
    Fnv digest = new Fnv();
    labels.forEach((name, value) -> digest.add(name).add(value));
    return digest.toString();
  }
}
