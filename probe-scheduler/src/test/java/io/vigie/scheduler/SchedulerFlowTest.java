package io.vigie.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.vigie.contract.check.ChecklistReport;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.command.Command;
import io.vigie.contract.command.Command.RunNow;
import io.vigie.contract.job.Cause;
import io.vigie.contract.job.Job;
import io.vigie.contract.job.RunId;
import io.vigie.contract.wire.MessageType;
import io.vigie.contract.wire.Topic;
import io.vigie.contract.wire.WireCodec;
import io.vigie.runtime.kafka.KafkaSettings;
import io.vigie.runtime.kafka.Producers;
import io.vigie.runtime.kafka.Records;
import io.vigie.runtime.kafka.Topics;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The story of a folder of checklists, on a real broker. */
@QuarkusTest
@QuarkusTestResource(Broker.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SchedulerFlowTest {

  private static final String HEAD =
      "vigie: 1\nsystem: shop\nenvironment: staging\ndefaults: { every: 1s }\nitems:\n";
  private static final String KEY = "shop/staging/";

  private final WireCodec codec = new WireCodec("/test");
  private final SchedulerSettings settings;
  private final CanarySettings canary;
  private final KafkaSettings kafka;
  private final Topics topics;
  private final Producers producers;
  private final SchedulerMetrics metrics;
  private final InstantSource clock;
  private final String bootstrap;

  @Inject
  SchedulerFlowTest(
      SchedulerSettings settings,
      CanarySettings canary,
      KafkaSettings kafka,
      Topics topics,
      Producers producers,
      SchedulerMetrics metrics,
      InstantSource clock,
      @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrap) {
    this.settings = settings;
    this.canary = canary;
    this.kafka = kafka;
    this.topics = topics;
    this.producers = producers;
    this.metrics = metrics;
    this.clock = clock;
    this.bootstrap = bootstrap;
  }

  @Test
  @Order(1)
  void aFolderBecomesChecksAndJobs() throws IOException {
    topics.ensure(Topic.fixed());
    topics.ensure(List.of(Topic.jobs("outside")));
    try (TopicTail checks = tail(Topic.CHECKS);
        TopicTail jobs = tail(Topic.jobs("outside"))) {
      write("a.yaml", item("x") + item("y"));
      write("b.yaml", item("z"));

      assertThat(keys(checks.until(seen("x", "y", "z")))).hasSize(3);
      List<Job> sent = jobs(jobs.until(read -> jobs(read).size() >= 9));

      assertThat(sent).extracting(job -> job.item().item()).contains("x", "y", "z");
      assertThat(sent).allSatisfy(job -> assertThat(job.notAfter()).isAfter(job.dueAt()));
      jobs.all()
          .forEach(
              record ->
                  assertThat(
                          Duration.between(Instant.ofEpochMilli(record.timestamp()), dueAt(record)))
                      .isBetween(Duration.ofSeconds(-5), Duration.ofMillis(1001)));
    }
  }

  @Test
  @Order(2)
  void anEditRepublishesTheChangedItemOnly() throws IOException {
    try (TopicTail checks = tail(Topic.CHECKS);
        TopicTail jobs = tail(Topic.jobs("outside"))) {
      checks.until(seen("x", "y", "z"));
      write("a.yaml", item("x") + item("y").replace("example.com/y", "example.com/other"));

      String revision =
          codec
              .read(MessageType.CHECK, Records.toEnvelope(checks.until(seen("y")).getLast()))
              .revision();
      jobs.until(read -> jobs(read).stream().anyMatch(job -> job.revision().equals(revision)));

      assertThat(keys(checks.during(Duration.ofMillis(500)))).isEmpty();
      assertThat(keys(checks.all())).containsExactlyInAnyOrder("x", "y", "z", "y");
    }
  }

  @Test
  @Order(3)
  void aBadEditKeepsTheLastGoodVersionRunningAndIsReported() throws IOException {
    try (TopicTail reports = tail(Topic.CHECKLISTS);
        TopicTail checks = tail(Topic.CHECKS);
        TopicTail jobs = tail(Topic.jobs("outside"))) {
      write("a.yaml", item("x") + "    evry: 5s\n");

      reports.until(read -> !read.isEmpty() && report(read.getLast()).isBroken());
      ChecklistReport report = report(reports.all().getLast());
      jobs.during(Duration.ofMillis(500));

      assertThat(report.file()).isEqualTo("a.yaml");
      assertThat(report.items()).isEqualTo(2);
      assertThat(report.problems())
          .extracting(ChecklistReport.Problem::message)
          .containsExactly("unknown key, nearest known key: \"every\"");
      assertThat(jobs(jobs.until(read -> jobs(read).size() >= 6)))
          .extracting(job -> job.item().item())
          .contains("x", "y");
      assertThat(checks.during(Duration.ofMillis(300)))
          .filteredOn(record -> record.value() == null && record.key().startsWith(KEY))
          .isEmpty();
    }
  }

  @Test
  @Order(4)
  void aFileThatIsRemovedTakesItsItemsAlong() throws IOException {
    try (TopicTail reports = tail(Topic.CHECKLISTS);
        TopicTail checks = tail(Topic.CHECKS);
        TopicTail jobs = tail(Topic.jobs("outside"))) {
      Files.delete(settings.checklists().resolve("b.yaml"));

      checks.until(
          read ->
              read.stream()
                  .anyMatch(record -> record.key().equals(KEY + "z") && record.value() == null));
      reports.until(
          read ->
              read.stream()
                  .anyMatch(record -> record.key().equals("b.yaml") && record.value() == null));
      jobs.during(Duration.ofSeconds(2));

      assertThat(jobs(jobs.during(Duration.ofSeconds(2))))
          .isNotEmpty()
          .extracting(job -> job.item().item())
          .doesNotContain("z");
    }
  }

  @Test
  @Order(5)
  void anotherSchedulerPublishesNothingNewAndSharesTheWorkWithoutDoublesOrGaps() throws Exception {
    StringBuilder items = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      items.append(item("i" + i));
    }
    write("a.yaml", items.toString());
    try (TopicTail checks = tail(Topic.CHECKS);
        TopicTail jobs = tail(Topic.jobs("outside"))) {
      checks.until(seen("i0", "i39"));
      jobs.until(
          read ->
              jobs(read).stream().filter(job -> job.item().item().startsWith("i")).count() > 100);
      checks.during(Duration.ofMillis(300));

      Scheduler second =
          new Scheduler(
              settings, canary, Optional.empty(), kafka, topics, producers, metrics, clock);
      second.start(new StartupEvent());
      List<ConsumerRecord<String, String>> together = jobs.during(Duration.ofSeconds(6));
      boolean published = second.hasPublished();
      second.stop(new ShutdownEvent());
      jobs.during(Duration.ofSeconds(4));

      assertThat(together).isNotEmpty();
      assertThat(published).isTrue();
      assertThat(checks.during(Duration.ofMillis(300))).isEmpty();
      assertNoDoubles(jobs(jobs.all()));
      assertNoGap(
          jobs(jobs.all()).stream().filter(job -> job.item().item().startsWith("i")).toList());
    }
  }

  @Test
  @Order(6)
  void looksAtOnceAtWhatIsAskedForAndNotAtWhatWasAskedForLongAgo() {
    ItemId item = ItemId.parse(KEY + "i0");
    Command old = runNow(item, clock.instant().minusSeconds(61));
    Command command = runNow(item, clock.instant());
    Topic urgent = Topic.urgentJobs("outside");
    topics.ensure(List.of(urgent));
    try (TopicTail jobs = tail(urgent)) {
      send(old);
      send(command);

      Job job = jobs(jobs.until(read -> !read.isEmpty())).getFirst();

      assertThat(job.run()).isEqualTo(RunId.of(item, command.id(), "outside"));
      assertThat(job.cause()).contains(Cause.REQUEST);
      assertThat(Duration.between(command.at(), job.dueAt())).isLessThan(Duration.ofSeconds(5));
      assertThat(jobs.during(Duration.ofMillis(300))).isEmpty();
    }
  }

  @Test
  @Order(8)
  void whatOneRunnerMustKeepApartGoesToThatRunnerHoweverItWasAskedFor() throws IOException {
    topics.ensure(List.of(Topic.aloneJobs("outside")));
    try (TopicTail alone = tail(Topic.aloneJobs("outside"));
        TopicTail jobs = tail(Topic.jobs("outside"));
        TopicTail urgent = tail(Topic.urgentJobs("outside"))) {
      write(
          "a.yaml",
          item("locks")
              + "    effect: may-lock-out\n"
              + item("beside")
              + item("far", "far.example"));

      alone.until(read -> items(read).containsAll(Set.of("locks", "beside")));
      send(confirmation(ItemId.parse(KEY + "beside")));
      Job confirming =
          jobs(alone.until(read -> jobs(read).stream().anyMatch(job -> job.cause().isPresent())))
              .stream()
              .filter(job -> job.cause().isPresent())
              .findFirst()
              .orElseThrow();
      jobs.during(Duration.ofMillis(500));
      jobs.until(read -> items(read).contains("far"));

      assertThat(confirming.notBy()).as("nobody else could").isEmpty();
      assertThat(items(alone.all())).containsOnly("locks", "beside");
      assertThat(items(jobs.all())).doesNotContain("locks");
      assertThat(items(urgent.during(Duration.ofMillis(300)))).doesNotContain("beside");
    }
  }

  private Set<String> items(List<ConsumerRecord<String, String>> records) {
    return jobs(records).stream().map(job -> job.item().item()).collect(Collectors.toSet());
  }

  private Command confirmation(ItemId item) {
    RunNow order =
        new RunNow(item, Cause.CONFIRMATION, Optional.empty(), Optional.of("some-runner"));
    return new Command(UUID.randomUUID(), clock.instant(), Optional.empty(), order);
  }

  private static Command runNow(ItemId item, Instant at) {
    RunNow order = new RunNow(item, Cause.REQUEST, Optional.empty(), Optional.empty());
    return new Command(UUID.randomUUID(), at, Optional.of("ops"), order);
  }

  private void send(Command command) {
    producers
        .send(
            Records.toRecord(
                Topic.COMMANDS, codec.write(MessageType.COMMAND, command, clock.instant())))
        .toCompletableFuture()
        .join();
  }

  @Test
  @Order(7)
  void saysHowItIsAndWhatItDid() {
    RestAssured.when().get("/q/health/ready").then().statusCode(200);
    RestAssured.when().get("/q/health/live").then().statusCode(200);

    assertThat(metricsOnceItHasItsItems())
        .contains("vigie_scheduler_jobs_total{location=\"outside\"}")
        .contains("vigie_scheduler_items 40.0")
        .contains("vigie_scheduler_partitions 12.0")
        .contains("vigie_scheduler_lag_seconds_count")
        .contains("vigie_scheduler_published_total{change=\"check-put\"}")
        .contains("vigie_scheduler_oldest_due_age_seconds")
        .contains("vigie_scheduler_commands_total{outcome=\"followed\"} 1.0")
        .contains("vigie_scheduler_commands_total{outcome=\"too-old\"} 1.0")
        .contains("vigie_scheduler_takeover_seconds_count");
  }

  /** Whom the broker did not hear for three seconds on a busy machine has them back soon after. */
  private static String metricsOnceItHasItsItems() {
    String metrics = "";
    for (int i = 0; i < 300 && !metrics.contains("vigie_scheduler_items 40.0"); i++) {
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
      metrics = RestAssured.when().get("/q/metrics").then().statusCode(200).extract().asString();
    }
    return metrics;
  }

  @Test
  void settingsHaveDefaultsThatSuitOneMachine() {
    assertThat(settings.look()).isEqualTo(Duration.ofSeconds(2));
    assertThat(settings.lead()).isEqualTo(Duration.ofSeconds(1));
    assertThat(settings.tolerance()).isEqualTo(Duration.ofSeconds(1));
    assertThat(settings.group()).isEqualTo("vigie-schedulers");
    assertThat(settings.instance()).isEmpty();
    assertThat(settings.sessionTimeout()).isEqualTo(Duration.ofSeconds(3));
    assertThat(settings.catchUp()).isEqualTo(Duration.ofMinutes(5));
  }

  private static void assertNoDoubles(List<Job> jobs) {
    Set<Object> runs = new HashSet<>();
    assertThat(jobs)
        .allSatisfy(job -> assertThat(runs.add(job.run())).as("first %s", job).isTrue());
  }

  /**
   * Every item is due each second; an orderly hand-over costs it a few at most, also under load.
   */
  private static void assertNoGap(List<Job> jobs) {
    Map<String, List<Instant>> dueTimes =
        jobs.stream()
            .collect(
                Collectors.groupingBy(
                    job -> job.item().item(), Collectors.mapping(Job::dueAt, Collectors.toList())));
    assertThat(dueTimes).hasSize(40);
    dueTimes.forEach(
        (item, times) -> {
          times.sort(Comparator.naturalOrder());
          for (int i = 1; i < times.size(); i++) {
            assertThat(Duration.between(times.get(i - 1), times.get(i)))
                .as("gap of %s", item)
                .isLessThanOrEqualTo(Duration.ofSeconds(10));
          }
        });
  }

  private TopicTail tail(Topic topic) {
    return new TopicTail(bootstrap, topic.name());
  }

  private static Predicate<List<ConsumerRecord<String, String>>> seen(String... items) {
    return read -> keys(read).containsAll(List.of(items));
  }

  private static List<String> keys(List<ConsumerRecord<String, String>> records) {
    return records.stream()
        .filter(record -> record.value() != null && record.key().startsWith(KEY))
        .map(record -> record.key().substring(KEY.length()))
        .toList();
  }

  private List<Job> jobs(List<ConsumerRecord<String, String>> records) {
    return records.stream()
        .map(record -> codec.read(MessageType.JOB, Records.toEnvelope(record)))
        .toList();
  }

  private Instant dueAt(ConsumerRecord<String, String> record) {
    return codec.read(MessageType.JOB, Records.toEnvelope(record)).dueAt();
  }

  private ChecklistReport report(ConsumerRecord<String, String> record) {
    return codec.read(MessageType.CHECKLIST, Records.toEnvelope(record));
  }

  private static String item(String id) {
    return item(id, "example.com");
  }

  private static String item(String id, String host) {
    return "  - id: " + id + "\n    page: https://" + host + "/" + id + "\n";
  }

  private void write(String name, String items) throws IOException {
    Files.writeString(settings.checklists().resolve(name), HEAD + items);
  }
}
