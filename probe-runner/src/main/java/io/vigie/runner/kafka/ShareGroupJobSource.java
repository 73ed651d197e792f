package io.vigie.runner.kafka;

import io.vigie.contract.wire.Topic;
import io.vigie.runner.kafka.Delivery.Fate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

/**
 * Takes jobs from a share group, with as many {@linkplain Lane lanes} as are needed up to a limit.
 */
public final class ShareGroupJobSource implements JobSource {

  private static final Logger LOG = Logger.getLogger(ShareGroupJobSource.class);

  /** Jobs come ahead of their time, so they may gather a little: fewer and fuller polls. */
  private static final Duration GATHER = Duration.ofMillis(150);

  private static final Duration STRAGGLE = Duration.ofSeconds(3);
  private static final Duration MEND = Duration.ofSeconds(1);

  private final Map<String, Object> settings;
  private final String topic;
  private final JobLetters letters;
  private final int maxLanes;
  private final int perPoll;
  private final Turn turn = new Turn();
  private final Map<Lane, Thread> lanes = new ConcurrentHashMap<>();
  private final AtomicLong droppedEver = new AtomicLong();
  private JobTaker taker;
  private volatile long patienceEndsAt = Long.MAX_VALUE;

  /**
   * A source for the runners of a location.
   *
   * @param client how to reach the broker
   * @param perPoll how many jobs one lane takes at once
   */
  public ShareGroupJobSource(
      Map<String, Object> client, String location, JobLetters letters, int maxLanes, int perPoll) {
    this.settings = new HashMap<>(client);
    this.topic = Topic.jobs(location).name();
    this.letters = letters;
    this.maxLanes = maxLanes;
    this.perPoll = perPoll;
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, groupOf(location));
    settings.put(ConsumerConfig.SHARE_ACKNOWLEDGEMENT_MODE_CONFIG, "explicit");
    settings.put(ConsumerConfig.SHARE_ACQUIRE_MODE_CONFIG, "record_limit");
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, perPoll);
    settings.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1);
  }

  /** The group that the runners of a location form. */
  public static String groupOf(String location) {
    return "vigie-runners-" + location;
  }

  @Override
  public void start(JobTaker jobTaker) {
    this.taker = jobTaker;
    addLane();
  }

  @Override
  public void stop(Duration patience) {
    patienceEndsAt = System.nanoTime() + patience.toNanos();
    turn.end();
    lanes.keySet().forEach(Lane::wake);
    for (Thread lane : new ArrayList<>(lanes.values())) {
      join(lane);
    }
  }

  @Override
  public Duration stuckFor() {
    return turn.stuckFor();
  }

  /** How many jobs were acknowledged before they had ended. */
  public long dropped() {
    return droppedEver.get();
  }

  /** How many consumers there are. */
  public int lanes() {
    return lanes.size();
  }

  synchronized void addLane() {
    if (lanes.size() < maxLanes && !turn.isOver()) {
      Lane lane = new Lane(this, newConsumer());
      lanes.put(lane, Thread.ofVirtual().name("vigie-lane-" + lanes.size()).unstarted(lane));
      lanes.get(lane).start();
    }
  }

  /** Replaces a lane whose consumer is of no use any more. What it carried is given out again. */
  void laneBroke(Lane lane, Exception failure) {
    lanes.remove(lane);
    if (turn.isOver()) {
      return;
    }
    LOG.errorf("lane broke: topic=%s reason=%s", topic, failure.getMessage());
    if (failure instanceof UnsupportedVersionException) {
      LOG.error("vigie.runner.jobs: must be consumer-group for a broker without share groups");
    }
    sleep(MEND);
    addLane();
  }

  /** Follows a job that was acknowledged early: if it comes to nothing, it is sent again. */
  void dropped(Delivery delivery) {
    droppedEver.incrementAndGet();
    var _ =
        delivery
            .settled()
            .thenAccept(
                fate -> {
                  if (fate == Fate.GIVEN_BACK) {
                    var _ = letters.sendAgain(delivery.record());
                  }
                });
  }

  /** Gives further jobs time to gather, unless there are plenty. */
  void pause(int taken) {
    if (taken < perPoll) {
      sleep(GATHER);
    }
  }

  boolean hasRoom() {
    return taker.room() >= perPoll;
  }

  boolean outOfPatience() {
    return System.nanoTime() > patienceEndsAt && turn.isOver();
  }

  Duration straggleAfter() {
    return STRAGGLE;
  }

  JobLetters letters() {
    return letters;
  }

  JobTaker taker() {
    return taker;
  }

  Turn turn() {
    return turn;
  }

  private ShareConsumer<String, String> newConsumer() {
    ShareConsumer<String, String> consumer =
        new KafkaShareConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
    consumer.subscribe(List.of(topic));
    return consumer;
  }

  private static void join(Thread lane) {
    try {
      lane.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void sleep(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
