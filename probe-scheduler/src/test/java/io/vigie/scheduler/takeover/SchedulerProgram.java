package io.vigie.scheduler.takeover;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vigie.contract.wire.WireCodec;
import io.vigie.runtime.kafka.KafkaSettings;
import io.vigie.runtime.kafka.Producers;
import io.vigie.runtime.kafka.Topics;
import io.vigie.runtime.time.ClockProducer;
import io.vigie.scheduler.SchedulerMetrics;
import io.vigie.scheduler.SchedulerSettings;
import io.vigie.scheduler.dispatch.Seclusion;
import io.vigie.scheduler.kafka.KafkaDispatcher;
import java.lang.management.ManagementFactory;
import java.util.Optional;

/** The real dispatcher alone in a process; its settings are system properties. */
public final class SchedulerProgram {

  private SchedulerProgram() {}

  /** Runs until it is killed, or until its input ends: then it gives its work up in order. */
  public static void main(String[] arguments) throws Exception {
    SmallRyeConfig config =
        new SmallRyeConfigBuilder()
            .addDefaultSources()
            .addDefaultInterceptors()
            .addDiscoveredConverters()
            .withMapping(SchedulerSettings.class)
            .build();
    KafkaSettings kafka = new KafkaSettings(config);
    KafkaDispatcher dispatcher =
        new KafkaDispatcher(
            kafka,
            config.getConfigMapping(SchedulerSettings.class),
            new Topics(kafka),
            new Producers(kafka),
            new WireCodec("/probe-scheduler"),
            new SchedulerMetrics(new SimpleMeterRegistry()),
            ClockProducer.system(),
            new Seclusion(_ -> Optional.empty()));
    Thread working = Thread.ofPlatform().name("scheduler-dispatcher").start(dispatcher);
    System.out.println("started");
    for (int letter = System.in.read(); letter >= 0; letter = System.in.read()) {
      if (letter == 'm') {
        System.out.println("heap used " + heapUsed());
      }
    }
    dispatcher.stop();
    working.join();
    System.exit(0);
  }

  private static long heapUsed() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
