package io.vigie.scheduler.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.ProbeOrder;
import io.vigie.contract.check.Schedule;
import io.vigie.contract.job.Job;
import io.vigie.scheduler.plan.Plan;
import io.vigie.scheduler.plan.Planned;
import io.vigie.scheduler.plan.Planner;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DispatcherTest {

  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final FakeSink sink = new FakeSink();
  private final Dispatcher dispatcher = new Dispatcher(new Planner(SECOND, SECOND), sink);

  /** Remembers what it was given. */
  private static final class FakeSink implements JobSink {
    private final List<Job> jobs = new ArrayList<>();
    private final Set<String> locations = new HashSet<>();

    @Override
    public void prepare(String location) {
      locations.add(location);
    }

    @Override
    public void send(Plan plan) {
      jobs.addAll(plan.jobs());
    }

    @Override
    public boolean isCongested() {
      return false;
    }
  }

  @Test
  void sendsNothingForAPartitionThatIsStillBeingRead() {
    dispatcher.assigned(0);
    dispatcher.seen(0, id("a"), Optional.of(check("a", "r1")), NOON);

    turns(NOON, 10);

    assertThat(sink.jobs).isEmpty();
    assertThat(dispatcher.isRebuilding(0)).isTrue();
    assertThat(dispatcher.partitions()).isEqualTo(1);
  }

  @Test
  void plansWhatTheLogHoldsInTheEndAndNotWhatItHeldBefore() {
    dispatcher.assigned(0);
    dispatcher.seen(0, id("a"), Optional.of(check("a", "r1")), NOON);
    dispatcher.seen(0, id("gone"), Optional.of(check("gone", "r1")), NOON);
    dispatcher.seen(0, id("a"), Optional.of(check("a", "r2")), NOON);
    dispatcher.seen(0, id("gone"), Optional.empty(), NOON);
    dispatcher.complete(0, NOON);

    turns(NOON, 10);

    assertThat(sink.jobs)
        .isNotEmpty()
        .allSatisfy(job -> assertThat(job.revision()).isEqualTo("r2"));
    assertThat(sink.jobs).extracting(Job::item).containsOnly(id("a"));
    assertThat(sink.locations).containsExactly("outside");
  }

  @Test
  void followsChangesOfAPartitionThatIsRead() {
    own(0, "a");
    dispatcher.seen(0, id("b"), Optional.of(check("b", "r1")), NOON);
    dispatcher.seen(0, id("a"), Optional.empty(), NOON);

    turns(NOON, 10);

    assertThat(items()).containsExactly(id("b"));
    assertThat(dispatcher.items()).isEqualTo(1);
  }

  @Test
  void sendsNotOneMoreJobForAPartitionThatWasGivenUp() {
    own(0, "a");
    own(1, "b");
    dispatcher.forget(0);

    turns(NOON, 10);

    assertThat(items()).containsExactly(id("b"));
    assertThat(dispatcher.partitions()).isEqualTo(1);
  }

  @Test
  void ignoresWhatStillArrivesOfAPartitionThatWasGivenUp() {
    own(0, "a");
    dispatcher.forget(0);
    dispatcher.seen(0, id("a"), Optional.of(check("a", "r2")), NOON);

    turns(NOON, 10);

    assertThat(sink.jobs).isEmpty();
  }

  @Test
  void aPartitionThatComesBackIsReadAnew() {
    own(0, "a");
    dispatcher.forget(0);
    own(0, "b");

    turns(NOON, 10);

    assertThat(items()).containsExactly(id("b"));
  }

  private void own(int partition, String item) {
    dispatcher.assigned(partition);
    dispatcher.seen(partition, id(item), Optional.of(check(item, "r1")), NOON);
    dispatcher.complete(partition, NOON);
  }

  private void turns(Instant from, int seconds) {
    for (int i = 0; i < seconds * 10; i++) {
      dispatcher.turn(from.plusMillis(i * 100L));
    }
  }

  private Set<ItemId> items() {
    return sink.jobs.stream().map(Job::item).collect(Collectors.toSet());
  }

  private static ItemId id(String name) {
    return new ItemId("chrona", "production", name);
  }

  private static Planned check(String name, String revision) {
    return new Planned(
        id(name),
        revision,
        new Schedule.Every(Duration.ofSeconds(2), Duration.ZERO),
        new ProbeOrder("http", JsonNodeFactory.instance.objectNode(), List.of(), "outside", SECOND),
        NOON.minus(Duration.ofDays(1)));
  }
}
