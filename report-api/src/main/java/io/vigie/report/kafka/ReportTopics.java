package io.vigie.report.kafka;

import io.quarkus.runtime.StartupEvent;
import io.vigie.contract.wire.Topic;
import io.vigie.runtime.health.ConsumerProgress;
import io.vigie.runtime.kafka.Topics;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.health.Liveness;

/** Sees to the topics before the channels start, and has the progress of the consumers watched. */
@ApplicationScoped
public class ReportTopics {

  /** Before the channels, which start with LIBRARY_BEFORE. */
  private static final int FIRST = 1;

  private static final Map<String, Topic> CHANNELS =
      Map.of(
          "report-checks", Topic.CHECKS,
          "report-results", Topic.RESULTS,
          "report-states", Topic.STATES,
          "report-incidents", Topic.INCIDENTS,
          "report-checklists", Topic.CHECKLISTS);

  private final Topics topics;
  private final ConsumerProgress progress;
  private final Endurance endurance;
  private final Config config;

  @Inject
  ReportTopics(
      Topics topics, @Liveness ConsumerProgress progress, Endurance endurance, Config config) {
    this.topics = topics;
    this.progress = progress;
    this.endurance = endurance;
    this.config = config;
  }

  void start(@Observes @Priority(FIRST) StartupEvent event) {
    topics.ensure(Topic.fixed());
    CHANNELS.forEach(
        (channel, topic) ->
            progress.register(group(channel), topic, () -> endurance.isWaiting(topic)));
  }

  private String group(String channel) {
    return config.getValue("mp.messaging.incoming." + channel + ".group.id", String.class);
  }
}
