package io.vigie.alert.kafka;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vigie.contract.wire.Topic;
import io.vigie.runtime.health.ConsumerProgress;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.Liveness;

/**
 * Has the progress of the consumers watched; they may stand still while their database is away, but
 * not when the service stops.
 */
@ApplicationScoped
public class ConsumersWatched {

  private final ConsumerProgress progress;
  private final CheckConsumer checks;
  private final ResultConsumer results;
  private final CommandConsumer commands;
  private final String group;
  private final String commandGroup;

  @Inject
  ConsumersWatched(
      @Liveness ConsumerProgress progress,
      CheckConsumer checks,
      ResultConsumer results,
      CommandConsumer commands,
      @ConfigProperty(name = "mp.messaging.incoming.alert-results.group.id") String group,
      @ConfigProperty(name = "mp.messaging.incoming.alert-commands.group.id") String commandGroup) {
    this.progress = progress;
    this.checks = checks;
    this.results = results;
    this.commands = commands;
    this.group = group;
    this.commandGroup = commandGroup;
  }

  void start(@Observes StartupEvent event) {
    progress.register(group, Topic.CHECKS, checks::isWaiting);
    progress.register(group, Topic.RESULTS, results::isWaiting);
    progress.register(commandGroup, Topic.COMMANDS, commands::isWaiting);
  }

  void stop(@Observes ShutdownEvent event) {
    checks.stop();
    results.stop();
    commands.stop();
  }
}
