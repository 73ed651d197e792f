package io.vigie.scheduler;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vigie.contract.check.Check;
import io.vigie.contract.wire.WireCodec;
import io.vigie.runtime.kafka.KafkaSettings;
import io.vigie.runtime.kafka.Producers;
import io.vigie.runtime.kafka.Topics;
import io.vigie.scheduler.checklist.CanaryItem;
import io.vigie.scheduler.checklist.ChecklistReader;
import io.vigie.scheduler.checklist.FolderWatch;
import io.vigie.scheduler.checklist.Targets;
import io.vigie.scheduler.dispatch.ChecklistPublisher;
import io.vigie.scheduler.dispatch.Seclusion;
import io.vigie.scheduler.kafka.KafkaCheckLog;
import io.vigie.scheduler.kafka.KafkaDispatcher;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Puts the two flows of this service together, each on a thread of its own. */
@ApplicationScoped
public class Scheduler {

  private static final Duration PATIENCE = Duration.ofSeconds(4);

  private final FolderWatch watch;
  private final PublisherLoop publisher;
  private final KafkaDispatcher dispatcher;
  private final Thread publishing;
  private final Thread dispatching;

  @Inject
  public Scheduler(
      SchedulerSettings settings,
      CanarySettings canary,
      @ConfigProperty(name = "vigie.deadman.url") Optional<String> deadMan,
      KafkaSettings kafka,
      Topics topics,
      Producers producers,
      SchedulerMetrics metrics,
      InstantSource clock) {
    WireCodec codec = new WireCodec("/probe-scheduler");
    Seclusion seclusion = new Seclusion(Targets.ofThisProcess()::of);
    ChecklistReader reader = ChecklistReader.ofThisProcess();
    watch = new FolderWatch(settings.checklists(), settings.settle(), settings.look());
    publisher =
        new PublisherLoop(
            new ChecklistPublisher(
                () -> reader.read(settings.checklists()),
                brought(canary, deadMan),
                new KafkaCheckLog(kafka, topics, producers, codec, clock),
                clock,
                seclusion),
            watch,
            metrics);
    dispatcher =
        new KafkaDispatcher(kafka, settings, topics, producers, codec, metrics, clock, seclusion);
    publishing = Thread.ofPlatform().daemon().name("scheduler-publisher").unstarted(publisher);
    dispatching = Thread.ofPlatform().daemon().name("scheduler-dispatcher").unstarted(dispatcher);
  }

  /** What is watched although no checklist says so. */
  static List<Check> brought(CanarySettings canary, Optional<String> deadMan) {
    boolean wanted = canary.enabled().orElse(deadMan.filter(url -> !url.isBlank()).isPresent());
    return wanted
        ? List.of(CanaryItem.check(canary.target(), canary.location(), canary.every()))
        : List.of();
  }

  void start(@Observes StartupEvent event) {
    publishing.start();
    dispatching.start();
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    publisher.stop();
    watch.close();
    dispatcher.stop();
    publishing.join(PATIENCE);
    dispatching.join(PATIENCE);
  }

  /** True once the checklists were published for the first time. */
  boolean hasPublished() {
    return publisher.hasPublished();
  }

  /** How long ago the dispatcher's loop last came round. */
  Duration sinceLastTurn() {
    return dispatcher.sinceLastTurn();
  }

  /** How long ago the publisher's loop last came round. */
  Duration sincePublisherTurned() {
    return publisher.sinceLastTurn();
  }
}
