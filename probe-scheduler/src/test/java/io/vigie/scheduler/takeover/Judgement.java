package io.vigie.scheduler.takeover;

import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.Schedule;
import io.vigie.contract.due.DueTimes;
import io.vigie.contract.job.Job;
import io.vigie.contract.job.RunId;
import io.vigie.contract.result.Outcome;
import io.vigie.contract.result.Result;
import io.vigie.contract.wire.MessageType;
import io.vigie.contract.wire.Topic;
import io.vigie.contract.wire.WireCodec;
import io.vigie.runtime.kafka.Records;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What the topic of jobs says about the schedulers, whatever they say themselves. */
final class Judgement {

  /** A job as it lies in the topic; the time is the one at which it was made. */
  record Sent(ItemId item, RunId run, Instant dueAt, Instant madeAt, long offset) {}

  /** So many due times in a row of an item were told as missed. */
  private record Told(Instant first, long runs) {

    Set<Instant> dueTimes(DueTimes times) {
      Set<Instant> all = new HashSet<>();
      Instant due = first;
      for (long i = 0; i < runs; i++) {
        all.add(due);
        due = times.next(due).orElseThrow();
      }
      return all;
    }
  }

  private final List<Sent> jobs = new ArrayList<>();
  private final Map<String, Long> missedRuns = new HashMap<>();
  private final Map<ItemId, List<Told>> accounted = new HashMap<>();
  private final WireCodec codec = new WireCodec("/judge");

  private Judgement() {}

  /** Reads everything that was ever sent to a location. */
  static Judgement of(String bootstrap, String location) {
    Judgement judgement = new Judgement();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrap, "max.poll.records", "20000"),
            new StringDeserializer(),
            new StringDeserializer())) {
      TopicPartition partition = new TopicPartition(Topic.jobs(location).name(), 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      while (consumer.position(partition) < end) {
        consumer.poll(Duration.ofMillis(200)).forEach(judgement::add);
      }
    }
    judgement.readMissed(bootstrap);
    return judgement;
  }

  private void readMissed(String bootstrap) {
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrap),
            new StringDeserializer(),
            new StringDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(Topic.RESULTS.name()).stream()
              .map(found -> new TopicPartition(found.topic(), found.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(Duration.ofMillis(200)).forEach(this::addMissed);
      }
    }
  }

  private void addMissed(ConsumerRecord<String, String> record) {
    Result result = codec.read(MessageType.RESULT, Records.toEnvelope(record));
    if (result.outcome() instanceof Outcome.Missed missed) {
      String reason = missed.summary().replaceFirst(":.*", "");
      long runs = missed.runs().orElse(1L);
      missedRuns.merge(reason, runs, Long::sum);
      accounted
          .computeIfAbsent(result.item(), _ -> new ArrayList<>())
          .add(new Told(result.dueAt(), runs));
    }
  }

  /** How many runs were told as missed, by reason. */
  Map<String, Long> missed() {
    return missedRuns;
  }

  /** How many due times have no job, less those that were told as missed, of all items. */
  long unaccounted(Map<ItemId, Duration> intervals, Instant from, Instant to) {
    return forgotten(intervals, from, to).size();
  }

  /** Due times without a job, less those that were told as missed, of all items, in order. */
  List<Instant> forgotten(Map<ItemId, Duration> intervals, Instant from, Instant to) {
    Map<ItemId, Set<Instant>> sent = new HashMap<>();
    jobs.forEach(job -> sent.computeIfAbsent(job.item(), _ -> new HashSet<>()).add(job.dueAt()));
    List<Instant> forgotten = new ArrayList<>();
    for (var item : intervals.entrySet()) {
      DueTimes times =
          DueTimes.of(new Schedule.Every(item.getValue(), Duration.ZERO), item.getKey());
      Set<Instant> known = new HashSet<>(sent.getOrDefault(item.getKey(), Set.of()));
      accounted
          .getOrDefault(item.getKey(), List.of())
          .forEach(told -> known.addAll(told.dueTimes(times)));
      Instant due = times.next(from).orElseThrow();
      while (due.isBefore(to)) {
        if (!known.contains(due)) {
          forgotten.add(due);
        }
        due = times.next(due).orElseThrow();
      }
    }
    return forgotten.stream().sorted().toList();
  }

  private void add(ConsumerRecord<String, String> record) {
    Job job = codec.read(MessageType.JOB, Records.toEnvelope(record));
    jobs.add(
        new Sent(
            job.item(),
            job.run(),
            job.dueAt(),
            Instant.ofEpochMilli(record.timestamp()),
            record.offset()));
  }

  List<Sent> jobs() {
    return jobs;
  }

  /** Jobs for a due time that had a job before. */
  List<Sent> doubles() {
    Set<RunId> seen = new HashSet<>();
    return jobs.stream().filter(job -> !seen.add(job.run())).toList();
  }

  /** Jobs that were put into the topic after others that were made much later. */
  List<Sent> belated(Duration by) {
    List<Sent> belated = new ArrayList<>();
    Instant newest = Instant.MIN;
    for (Sent job : jobs) {
      if (job.madeAt().plus(by).isBefore(newest)) {
        belated.add(job);
      }
      newest = job.madeAt().isAfter(newest) ? job.madeAt() : newest;
    }
    return belated;
  }

  /** How many jobs were made in each second. */
  List<Integer> perSecond(Instant from, Instant to) {
    int[] counts = new int[(int) Duration.between(from, to).toSeconds() + 1];
    for (Sent job : jobs) {
      if (!job.madeAt().isBefore(from) && job.madeAt().isBefore(to)) {
        counts[(int) Duration.between(from, job.madeAt()).toSeconds()]++;
      }
    }
    return IntStream.of(counts).boxed().toList();
  }

  /** By how much the longest time without a job exceeded the interval, of the worst item. */
  Gap worstGap(Map<ItemId, Duration> intervals, Instant from, Instant to) {
    Map<ItemId, List<Sent>> byItem = new HashMap<>();
    jobs.forEach(job -> byItem.computeIfAbsent(job.item(), _ -> new ArrayList<>()).add(job));
    Gap worst = new Gap(null, Instant.MIN, Duration.ZERO.minusDays(1), Duration.ZERO.minusDays(1));
    for (var item : intervals.entrySet()) {
      List<Sent> sent = byItem.getOrDefault(item.getKey(), List.of());
      Gap due = gap(item.getKey(), item.getValue(), times(sent, true), from, to);
      Gap made = gap(item.getKey(), item.getValue(), times(sent, false), from, to);
      worst = worst.or(new Gap(due.item(), due.since(), due.due(), made.due()));
    }
    return worst;
  }

  private static List<Instant> times(List<Sent> sent, boolean due) {
    return sent.stream()
        .map(job -> due ? job.dueAt() : job.madeAt())
        .sorted(Comparator.naturalOrder())
        .toList();
  }

  private static Gap gap(
      ItemId item, Duration interval, List<Instant> times, Instant from, Instant to) {
    Instant before = from;
    Gap worst = new Gap(item, from, Duration.ZERO.minusDays(1), Duration.ZERO);
    List<Instant> all = new ArrayList<>(times);
    all.add(to);
    for (Instant time : all) {
      if (time.isAfter(before) && !time.isAfter(to)) {
        Duration excess = Duration.between(before, time).minus(interval);
        worst = excess.compareTo(worst.due()) > 0 ? new Gap(item, before, excess, excess) : worst;
        before = time;
      }
    }
    return worst;
  }

  /** Beyond the interval: between two due times, and between two jobs as they were made. */
  record Gap(ItemId item, Instant since, Duration due, Duration made) {
    private Gap or(Gap other) {
      return new Gap(
          other.due.compareTo(due) > 0 ? other.item : item,
          other.due.compareTo(due) > 0 ? other.since : since,
          due.compareTo(other.due) > 0 ? due : other.due,
          made.compareTo(other.made) > 0 ? made : other.made);
    }
  }
}
