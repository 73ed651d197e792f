package io.vigie.runner;

import io.vigie.contract.wire.Topic;
import io.vigie.runner.kafka.ConsumerGroupJobSource;
import io.vigie.runner.kafka.JobLetters;
import io.vigie.runner.kafka.JobQueue;
import io.vigie.runner.kafka.JobSource;
import io.vigie.runner.kafka.ShareGroupJobSource;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Where a runner takes its jobs from: those of the schedule, and beside them, with consumers and
 * room of their own, the urgent ones, which therefore never wait behind a backlog, and those of
 * which one runner of a location at a time takes all (docs/adr/0010): they come by an ordinary
 * consumer group, whatever the others come by.
 */
final class JobSources {

  /** Urgent jobs are few: one lane polls while another carries. */
  private static final int URGENT_LANES = 2;

  /** A quarter of the room at once: more can be taken before all of it is free. */
  private static final int ALONE_PARTS = 4;

  private final RunnerConfig.Jobs adapter;
  private final List<JobQueue> queues;
  private final JobQueue lonely;
  private final JobSource ordinary;
  private final JobSource urgent;
  private final JobSource alone;

  /**
   * @param capacity how many jobs of the schedule may be held at once
   * @param urgentCapacity how many urgent ones beside them
   */
  JobSources(
      RunnerConfig.Jobs adapter,
      String location,
      Map<String, Object> client,
      JobLetters letters,
      int lanes,
      int capacity,
      int urgentCapacity) {
    this.adapter = adapter;
    this.queues = List.of(JobQueue.of(location), JobQueue.urgent(location));
    this.lonely = JobQueue.alone(location);
    this.ordinary = source(queues.getFirst(), client, letters, lanes, capacity);
    this.urgent = source(queues.getLast(), client, letters, URGENT_LANES, urgentCapacity);
    this.alone =
        new ConsumerGroupJobSource(
            client, lonely, letters, Math.max(1, urgentCapacity / ALONE_PARTS));
  }

  private JobSource source(
      JobQueue queue, Map<String, Object> client, JobLetters letters, int lanes, int capacity) {
    int perPoll = Math.max(1, capacity / lanes);
    return switch (adapter) {
      case CONSUMER_GROUP -> new ConsumerGroupJobSource(client, queue, letters, perPoll);
      case SHARE_GROUP -> new ShareGroupJobSource(client, queue, letters, lanes, perPoll);
    };
  }

  /** The topics that must be there. */
  List<Topic> topics() {
    return Stream.concat(queues.stream(), Stream.of(lonely)).map(JobQueue::topic).toList();
  }

  /** The share groups that must be prepared. */
  List<String> shareGroups() {
    return switch (adapter) {
      case CONSUMER_GROUP -> List.of();
      case SHARE_GROUP -> queues.stream().map(JobQueue::group).toList();
    };
  }

  void start(ResultPublisher publisher) {
    ordinary.start(publisher);
    urgent.start(publisher.apart());
    alone.start(publisher.apart());
  }

  /** Stops all at once: they share the patience. */
  void stop(Duration patience) {
    List<Thread> others =
        Stream.of(urgent, alone)
            .map(source -> Thread.ofVirtual().start(() -> source.stop(patience)))
            .toList();
    ordinary.stop(patience);
    try {
      for (Thread other : others) {
        other.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  Duration stuckFor() {
    return Stream.of(ordinary, urgent, alone)
        .map(JobSource::stuckFor)
        .max(Comparator.naturalOrder())
        .orElseThrow();
  }

  /** How many jobs were acknowledged while they still ran. */
  long letGoEver() {
    return letGoEver(ordinary) + letGoEver(urgent);
  }

  private static long letGoEver(JobSource source) {
    return source instanceof ShareGroupJobSource lanes ? lanes.letGoEver() : 0;
  }
}
