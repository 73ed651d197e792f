package io.vigie.alert.kafka;

import io.quarkus.runtime.StartupEvent;
import io.vigie.contract.wire.Topic;
import io.vigie.runtime.health.ConsumerProgress;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.Liveness;

/** Has the progress of the consumers watched; they may stand still while their database is away. */
@ApplicationScoped
public class ConsumersWatched {

  private final ConsumerProgress progress;
  private final CheckConsumer checks;
  private final ResultConsumer results;
  private final String group;

  @Inject
  ConsumersWatched(
      @Liveness ConsumerProgress progress,
      CheckConsumer checks,
      ResultConsumer results,
      @ConfigProperty(name = "mp.messaging.incoming.alert-results.group.id") String group) {
    this.progress = progress;
    this.checks = checks;
    this.results = results;
    this.group = group;
  }

  void start(@Observes StartupEvent event) {
    progress.register(group, Topic.CHECKS, checks::isWaiting);
    progress.register(group, Topic.RESULTS, results::isWaiting);
  }
}
