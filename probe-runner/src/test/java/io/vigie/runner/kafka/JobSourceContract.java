package io.vigie.runner.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.job.Job;
import io.vigie.contract.wire.Envelope;
import io.vigie.contract.wire.Topic;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * What every job source promises, on a real broker. The tests run side by side, each with a topic
 * of its own: they mostly wait for the broker's heartbeats.
 */
@Execution(ExecutionMode.CONCURRENT)
abstract class JobSourceContract {

  /** Longer than a lock: a machine too busy for its broker may lose an acknowledgement. */
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private static final int PER_POLL = 5;

  final Kafka kafka = Kafka.shared();
  final String location = "l-" + UUID.randomUUID().toString().substring(0, 8);
  private final List<JobSource> sources = new ArrayList<>();

  abstract JobSource newSource(int perPoll);

  /** The name by which {@link DoomedRunner} knows the adapter. */
  abstract String adapter();

  @BeforeEach
  void prepare() {
    kafka.prepare(location);
  }

  @AfterEach
  void stop() {
    sources.forEach(JobSource::close);
  }

  @Test
  void handsOutEveryJobAlsoThoseSentBeforeTheFirstPoll() {
    kafka.send(location, jobs(0, 30));
    RecordingTaker taker = RecordingTaker.endingAll();
    started(taker);
    kafka.send(location, jobs(30, 60));

    taker.awaitItems(60, PATIENCE);
  }

  @Test
  void letsNoSlowJobHoldUpTheOthers() {
    RecordingTaker taker = new RecordingTaker(1_000, job -> isNumber(job, i -> i % 10 == 0));
    JobSource source = started(taker);

    kafka.send(location, jobs(0, 50));
    taker.awaitItems(50, PATIENCE);
    long begun = System.nanoTime();
    kafka.send(location, jobs(50, 100));
    taker.awaitItems(50, PATIENCE);

    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(30));
    assertThat(source.stuckFor()).isLessThan(Duration.ofSeconds(10));
    taker.endKept();
  }

  @Test
  void putsAsideWhatItCannotReadAndGoesOn() {
    RecordingTaker taker = RecordingTaker.endingAll();
    started(taker);
    String topic = Topic.jobs(location).name();
    String marker = UUID.randomUUID().toString();

    kafka.send(new ProducerRecord<>(topic, marker, "not a job")).join();
    kafka.send(new ProducerRecord<>(topic, marker, null)).join();
    kafka.send(new ProducerRecord<>(topic, null, marker)).join();
    kafka.send(location, jobs(0, 3));

    taker.awaitItems(3, PATIENCE);
    List<ConsumerRecord<String, String>> letters = deadLetters(marker, 3);
    for (ConsumerRecord<String, String> letter : letters) {
      assertThat(header(letter, Envelope.REASON)).contains("ce_type: required header is missing");
      assertThat(header(letter, Envelope.ORIGIN)).startsWith(topic + "-");
    }
  }

  @Test
  void takesNoMoreThanThereIsRoomFor() {
    RecordingTaker taker = new RecordingTaker(10, _ -> true);
    started(taker);
    kafka.send(location, jobs(0, 40));

    Set<String> items = new HashSet<>(taker.awaitItems(6, PATIENCE));
    for (Job more = taker.next(Duration.ofSeconds(1)); more != null; ) {
      items.add(more.item().item());
      more = taker.next(Duration.ofSeconds(1));
    }
    assertThat(items).hasSizeLessThanOrEqualTo(10);
    assertThat(taker.most()).isLessThanOrEqualTo(10);

    long end = System.nanoTime() + PATIENCE.toNanos();
    while (items.size() < 40 && System.nanoTime() < end) {
      taker.endKept();
      Job more = taker.next(Duration.ofMillis(200));
      if (more != null) {
        items.add(more.item().item());
      }
    }
    assertThat(items).hasSize(40);
    assertThat(taker.most()).isLessThanOrEqualTo(10);
    taker.endKept();
  }

  @Test
  void givesTheJobsOfAKilledRunnerToAnother() throws Exception {
    kafka.send(location, jobs(0, 3));
    Process doomed = startDoomedRunner();
    // Reading its output has no time limit of its own.
    Thread.ofVirtual().start(() -> endAfterPatience(doomed));
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(doomed.getInputStream(), StandardCharsets.UTF_8))) {
      for (int taken = 0; taken < 3; ) {
        String line = lines.readLine();
        assertThat(line).as("a line of the doomed runner").isNotNull();
        taken += line.startsWith("TOOK") ? 1 : 0;
      }
    } finally {
      doomed.destroyForcibly();
    }
    assertThat(doomed.waitFor(10, TimeUnit.SECONDS)).isTrue();

    RecordingTaker taker = RecordingTaker.endingAll();
    started(taker);

    assertThat(taker.awaitItems(3, PATIENCE)).contains("CH-0", "CH-1", "CH-2");
  }

  @Test
  void givesBackWhatIsNotDoneWhenItStopsAndKeepsWhatIs() {
    RecordingTaker first = new RecordingTaker(100, job -> isNumber(job, i -> i >= 3));
    JobSource source = started(first);
    kafka.send(location, jobs(0, 6));
    first.awaitItems(6, PATIENCE);

    source.stop(Duration.ofMillis(500));
    RecordingTaker second = RecordingTaker.endingAll();
    started(second);

    assertThat(second.awaitItems(3, PATIENCE)).contains("CH-3", "CH-4", "CH-5");
  }

  @Test
  void waitsForWhatIsOutWhenItStops() throws Exception {
    RecordingTaker first = new RecordingTaker(100, _ -> true);
    JobSource source = started(first);
    kafka.send(location, jobs(0, 2));
    first.awaitItems(2, PATIENCE);

    Thread stopping = Thread.ofVirtual().start(() -> source.stop(PATIENCE));
    first.endKept();
    stopping.join(PATIENCE.toMillis());
    assertThat(stopping.isAlive()).isFalse();

    RecordingTaker second = RecordingTaker.endingAll();
    started(second);
    assertThat(second.next(Duration.ofSeconds(2))).isNull();
  }

  @Test
  void handsOutAgainWhatCouldNotBeDone() {
    RecordingTaker taker = new RecordingTaker(100, _ -> true);
    started(taker);
    kafka.send(location, jobs(0, 2));
    taker.awaitItems(2, PATIENCE);

    taker.failKept(new IllegalStateException("result could not be published"));

    assertThat(taker.awaitItems(2, PATIENCE)).containsExactly("CH-0", "CH-1");
    taker.endKept();
  }

  /** More often than a broker delivers what is given back. */
  @Test
  void losesNoJobThatIsGivenBackAgainAndAgain() {
    RecordingTaker taker = new RecordingTaker(100, _ -> true);
    started(taker);
    kafka.send(location, jobs(0, 1));

    for (int i = 0; i < 8; i++) {
      taker.awaitItems(1, PATIENCE);
      taker.failKept(new IllegalStateException("another runner must have it"));
    }

    taker.awaitItems(1, PATIENCE);
    taker.endKept();
  }

  JobSource started(RecordingTaker taker) {
    JobSource source = newSource(PER_POLL);
    sources.add(source);
    source.start(taker);
    return source;
  }

  static List<Job> jobs(int from, int to) {
    return IntStream.range(from, to).mapToObj(Kafka::job).toList();
  }

  static boolean isNumber(Job job, java.util.function.IntPredicate wanted) {
    return wanted.test(Integer.parseInt(job.item().item().substring("CH-".length())));
  }

  private Process startDoomedRunner() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx64m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            DoomedRunner.class.getName(),
            adapter(),
            location,
            kafka.settings.client().get("bootstrap.servers").toString())
        .redirectErrorStream(true)
        .start();
  }

  private static void endAfterPatience(Process process) {
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private List<ConsumerRecord<String, String>> deadLetters(String marker, int count) {
    List<ConsumerRecord<String, String>> found = new ArrayList<>();
    Map<String, Object> settings = new java.util.HashMap<>(kafka.settings.client());
    settings.put("group.id", "dead-letters-" + marker);
    settings.put("auto.offset.reset", "earliest");
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      consumer.subscribe(List.of(Topic.DEAD_LETTERS.name()));
      long end = System.nanoTime() + PATIENCE.toNanos();
      while (found.size() < count && System.nanoTime() < end) {
        for (ConsumerRecord<String, String> letter : consumer.poll(Duration.ofMillis(200))) {
          if (marker.equals(letter.key()) || marker.equals(letter.value())) {
            found.add(letter);
          }
        }
      }
    }
    assertThat(found).hasSize(count);
    return found;
  }

  private static String header(ConsumerRecord<String, String> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }
}
