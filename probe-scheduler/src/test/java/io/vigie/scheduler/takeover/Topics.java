package io.vigie.scheduler.takeover;

import io.vigie.contract.wire.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** The topics of a broker of our own, and the group of the schedulers. */
public final class Topics {

  private static final String GROUP = "vigie-schedulers";

  private Topics() {}

  /** Makes those that schedulers use. */
  public static void create(String bootstrap) throws ExecutionException, InterruptedException {
    List<Topic> topics = new ArrayList<>(Topic.fixed());
    topics.add(Topic.jobs("outside"));
    topics.add(Topic.urgentJobs("outside"));
    topics.add(Topic.aloneJobs("outside"));
    try (Admin admin = admin(bootstrap)) {
      admin.createTopics(topics.stream().map(Topics::wanted).toList()).all().get();
      awaitLeaders(admin, topics);
    }
  }

  /** Nothing is sent before every partition has its leader, as the runtime's topics see to it. */
  private static void awaitLeaders(Admin admin, List<Topic> topics)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    for (Topic topic : topics) {
      for (int i = 0; i < topic.partitions(); i++) {
        ends.put(new TopicPartition(topic.name(), i), OffsetSpec.latest());
      }
    }
    admin.listOffsets(ends).all().get();
  }

  /** How many messages the only partition of a topic has had. */
  public static long end(String bootstrap, Topic topic) {
    TopicPartition partition = new TopicPartition(topic.name(), 0);
    try (Admin admin = admin(bootstrap)) {
      return admin
          .listOffsets(Map.of(partition, OffsetSpec.latest()))
          .all()
          .get()
          .get(partition)
          .offset();
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Waits until so many schedulers share the partitions. */
  static void awaitOwners(String bootstrap, int count)
      throws ExecutionException, InterruptedException {
    long giveUp = System.nanoTime() + Duration.ofSeconds(90).toNanos();
    try (Admin admin = admin(bootstrap)) {
      while (owners(admin) != count) {
        if (System.nanoTime() > giveUp) {
          throw new IllegalStateException("owners: must be " + count + ", were " + owners(admin));
        }
        var _ = new CountDownLatch(1).await(100, TimeUnit.MILLISECONDS);
      }
    }
  }

  private static long owners(Admin admin) throws InterruptedException {
    try {
      ConsumerGroupDescription group =
          admin.describeConsumerGroups(List.of(GROUP)).all().get().get(GROUP);
      return group.members().stream()
          .filter(member -> !member.assignment().topicPartitions().isEmpty())
          .count();
    } catch (ExecutionException notYet) {
      return 0;
    }
  }

  private static NewTopic wanted(Topic topic) {
    return new NewTopic(topic.name(), Optional.of(topic.partitions()), Optional.of((short) 1))
        .configs(topic.settings());
  }

  private static Admin admin(String bootstrap) {
    return Admin.create(Map.of("bootstrap.servers", bootstrap));
  }
}
