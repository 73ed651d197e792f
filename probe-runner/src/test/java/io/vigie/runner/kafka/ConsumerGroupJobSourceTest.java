package io.vigie.runner.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.job.Job;
import io.vigie.contract.wire.Topic;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class ConsumerGroupJobSourceTest extends JobSourceContract {

  @Override
  JobSource newSource(int perPoll) {
    return new ConsumerGroupJobSource(
        kafka.settings.client(), JobQueue.of(location), kafka.letters(), perPoll);
  }

  @Override
  String adapter() {
    return "consumer-group";
  }

  @Test
  void aJobThatOneRunnerGivesBackGoesToThePartitionOfAnother() throws Exception {
    String topic = Topic.jobs(location).name();
    try (Admin admin = Admin.create(kafka.settings.client())) {
      admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(2))).all().get();
      // Who asks before the new one has its leader hears of one partition, for minutes.
      admin.listOffsets(Map.of(new TopicPartition(topic, 1), OffsetSpec.latest())).all().get();
    }
    RecordingTaker leaving = new RecordingTaker(100, _ -> true);
    RecordingTaker other = RecordingTaker.endingAll();
    started(leaving);
    started(other);
    kafka.send(location, jobs(0, 20));

    Set<String> taken = new HashSet<>();
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (taken.size() < 20 && System.nanoTime() < end) {
      leaving.failKept(new IllegalStateException("another runner must have it"));
      Optional.ofNullable(other.next(Duration.ofMillis(200)))
          .map(Job::item)
          .ifPresent(item -> taken.add(item.item()));
    }

    assertThat(taken).hasSize(20);
  }
}
