package io.vigie.runtime.kafka;

import io.vigie.contract.wire.Topic;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * Sees to it that topics exist before anybody uses them: creates what is absent, or only checks
 * where creation is not allowed. A broker that does not answer yet is waited for.
 */
@ApplicationScoped
public class Topics {

  private static final Duration PAUSE = Duration.ofMillis(200);

  private final KafkaSettings settings;
  private final Set<String> known = new HashSet<>();
  private Admin admin;

  @Inject
  public Topics(KafkaSettings settings) {
    this.settings = settings;
  }

  /**
   * Returns when all of {@code topics} exist; fails with the name of the one that does not and may
   * not be created.
   */
  public synchronized void ensure(List<Topic> topics) {
    List<Topic> unseen = topics.stream().filter(topic -> !known.contains(topic.name())).toList();
    if (unseen.isEmpty()) {
      return;
    }
    Set<String> present = waitFor("list topics", () -> admin().listTopics().names());
    List<Topic> absent = unseen.stream().filter(topic -> !present.contains(topic.name())).toList();
    if (!absent.isEmpty()) {
      create(absent);
    }
    awaitLeaders(unseen);
    unseen.forEach(topic -> known.add(topic.name()));
  }

  /**
   * A partition that was just created has no leader for a moment. A producer whose first batch is
   * turned away then while its second is taken has its messages refused as out of order for as long
   * as it tries, which is minutes; so every leader is asked something first.
   */
  private void awaitLeaders(List<Topic> topics) {
    List<String> names = topics.stream().map(Topic::name).toList();
    Map<String, TopicDescription> described =
        waitFor("describe topics", () -> admin().describeTopics(names).allTopicNames());
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    described.forEach(
        (name, topic) ->
            topic
                .partitions()
                .forEach(
                    partition ->
                        ends.put(
                            new TopicPartition(name, partition.partition()), OffsetSpec.latest())));
    waitFor("find the leaders of topics", () -> admin().listOffsets(ends).all());
  }

  /**
   * Lets a share group that has never read begin with the oldest job instead of with the next one.
   */
  public void ensureShareGroup(String group) {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.GROUP, group);
    AlterConfigOp fromTheStart =
        new AlterConfigOp(
            new ConfigEntry("share.auto.offset.reset", "earliest"), AlterConfigOp.OpType.SET);
    Map<ConfigResource, Collection<AlterConfigOp>> change =
        Map.of(resource, List.<AlterConfigOp>of(fromTheStart));
    waitFor("configure group " + group, () -> admin().incrementalAlterConfigs(change).all());
  }

  /** The connection for questions about the cluster, shared with the health checks. */
  public synchronized Admin admin() {
    if (admin == null) {
      admin = Admin.create(settings.client());
    }
    return admin;
  }

  private void create(List<Topic> absent) {
    if (!settings.mayCreateTopics()) {
      throw new IllegalStateException(
          "topic "
              + names(absent)
              + ": must exist because vigie.kafka.create-topics is false, was not found on the"
              + " broker");
    }
    List<NewTopic> wanted = absent.stream().map(this::toNewTopic).toList();
    try {
      waitFor("create " + names(absent), () -> admin().createTopics(wanted).all());
    } catch (TopicExistsException raceWithAnotherService) {
      // Another service was quicker for at least one of them; the others may still be missing.
      absent.forEach(this::createAlone);
    }
  }

  private void createAlone(Topic topic) {
    try {
      waitFor(
          "create " + topic.name(), () -> admin().createTopics(List.of(toNewTopic(topic))).all());
    } catch (TopicExistsException exists) {
      known.add(topic.name());
    }
  }

  private NewTopic toNewTopic(Topic topic) {
    return new NewTopic(topic.name(), topic.partitions(), settings.replicationFactor())
        .configs(topic.settings());
  }

  private static String names(List<Topic> topics) {
    return topics.stream().map(Topic::name).collect(Collectors.joining(", "));
  }

  /** A question to the broker. */
  private interface Question<T> {
    KafkaFuture<T> ask();
  }

  private <T> T waitFor(String what, Question<T> question) {
    long giveUp = System.nanoTime() + settings.startTimeout().toNanos();
    while (true) {
      try {
        return question.ask().get();
      } catch (ExecutionException e) {
        KafkaException cause = asKafkaException(what, e.getCause());
        if (!(cause instanceof RetriableException) || System.nanoTime() > giveUp) {
          throw cause;
        }
        pause();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("kafka: interrupted while waiting to " + what, e);
      }
    }
  }

  private static KafkaException asKafkaException(String what, Throwable cause) {
    return cause instanceof KafkaException known
        ? known
        : new KafkaException("kafka: could not " + what, cause);
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @PreDestroy
  synchronized void close() {
    if (admin != null) {
      admin.close(Duration.ofSeconds(1));
    }
  }
}
