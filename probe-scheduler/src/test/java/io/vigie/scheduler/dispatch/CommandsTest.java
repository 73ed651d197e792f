package io.vigie.scheduler.dispatch;

import static io.vigie.scheduler.plan.Samples.CODEC;
import static io.vigie.scheduler.plan.Samples.LONG_AGO;
import static io.vigie.scheduler.plan.Samples.NOON;
import static io.vigie.scheduler.plan.Samples.check;
import static io.vigie.scheduler.plan.Samples.every;
import static io.vigie.scheduler.plan.Samples.fromTwoPlaces;
import static io.vigie.scheduler.plan.Samples.id;
import static io.vigie.scheduler.plan.Samples.item;
import static io.vigie.scheduler.plan.Samples.order;
import static io.vigie.scheduler.plan.Samples.planned;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.check.Effect;
import io.vigie.contract.check.ProbeOrder;
import io.vigie.contract.check.Schedule;
import io.vigie.contract.command.Command;
import io.vigie.contract.command.Command.Deployed;
import io.vigie.contract.command.Command.Order;
import io.vigie.contract.command.Command.RunNow;
import io.vigie.contract.job.Cause;
import io.vigie.contract.job.Job;
import io.vigie.contract.job.RunId;
import io.vigie.scheduler.plan.Inheritance;
import io.vigie.scheduler.plan.Planned;
import io.vigie.scheduler.plan.Planner;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CommandsTest {

  private static final UUID ID = UUID.fromString("0b6d6a6c-2a11-4f39-9f0a-6f2d0c1e7f8b");
  private static final Schedule ON_DEPLOY = new Schedule.OnDeploy(Duration.ZERO);

  private final FakeSink sink = new FakeSink();
  private final Dispatcher dispatcher =
      new Dispatcher(
          new Planner(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofMinutes(5)),
          sink,
          CODEC);

  @Test
  void looksAtAnItemAtOnce() {
    own(item("a", 3_600));

    assertThat(dispatcher.command(runNow(Optional.empty()), NOON)).isEqualTo(1);

    assertThat(sink.urgent)
        .containsExactly(
            new Job(
                RunId.of(id("a"), ID, "outside"),
                id("a"),
                "r1",
                order(),
                NOON,
                NOON.plusSeconds(60),
                Optional.of(Cause.CONFIRMATION),
                Optional.of("r-1"),
                sink.urgent.getFirst().severity()));
    assertThat(sink.urgent.getFirst().severity()).isPresent();
  }

  @Test
  void looksFromAllOfItsPlacesOrFromTheOneThatIsAskedFor() {
    own(planned(fromTwoPlaces(check("a", "r1", every(60), order())), LONG_AGO));

    dispatcher.command(runNow(Optional.empty()), NOON);
    assertThat(sink.urgent)
        .extracting(job -> job.probe().location())
        .containsExactly("outside", "inside");

    sink.urgent.clear();
    dispatcher.command(
        new Command(
            UUID.randomUUID(), NOON, Optional.empty(), runNow(Optional.of("elsewhere")).order()),
        NOON);
    assertThat(sink.urgent).extracting(job -> job.probe().location()).containsExactly("elsewhere");
  }

  @Test
  void whatStartsWorkIsNotStartedToConfirmAFailure() {
    ProbeOrder order =
        new ProbeOrder(
            order().kind(),
            order().settings(),
            List.of(),
            "outside",
            Duration.ofSeconds(5),
            List.of(),
            Optional.empty(),
            Optional.of(Effect.STARTS_WORK),
            Optional.empty());
    own(planned(check("a", "r1", every(7_200), order), LONG_AGO));

    assertThat(dispatcher.command(runNow(Optional.empty()), NOON)).isZero();
    assertThat(sink.urgent).isEmpty();
    RunNow asked = new RunNow(id("a"), Cause.REQUEST, Optional.empty(), Optional.empty());
    Command command = new Command(UUID.randomUUID(), NOON, Optional.empty(), asked);
    assertThat(dispatcher.command(command, NOON)).isEqualTo(1);
  }

  @Test
  void followsACommandOnceAndOnlyForItemsOfItsOwn() {
    own(item("b", 3_600));
    assertThat(dispatcher.command(runNow(Optional.empty()), NOON)).isZero();

    own(item("a", 3_600));
    assertThat(sink.urgent).hasSize(1);
    assertThat(dispatcher.command(runNow(Optional.empty()), NOON)).isZero();
    assertThat(sink.urgent).hasSize(1);
  }

  @Test
  void dropsACommandThatIsTooOld() {
    own(item("a", 3_600));

    assertThat(dispatcher.command(runNow(Optional.empty()), NOON.plusMillis(60_001))).isZero();
    assertThat(dispatcher.command(runNow(Optional.empty()), NOON.plusSeconds(60))).isEqualTo(1);
  }

  @Test
  void aDeploymentRunsWhatIsDueOnDeploymentOfThatSystem() {
    own(item("a", ON_DEPLOY), item("b", ON_DEPLOY), item("c", 3_600));

    assertThat(dispatcher.command(deployed("chrona", "production"), NOON)).isEqualTo(2);
    assertThat(sink.urgent)
        .extracting(job -> job.item().item())
        .containsExactlyInAnyOrder("a", "b");
    assertThat(sink.urgent)
        .allSatisfy(job -> assertThat(job.cause()).contains(Cause.DEPLOYMENT))
        .allSatisfy(job -> assertThat(job.notBy()).isEmpty());
  }

  @Test
  void aDeploymentOfAnotherSystemRunsNothing() {
    own(item("a", ON_DEPLOY));

    assertThat(dispatcher.command(deployed("chrona", "staging"), NOON)).isZero();
    assertThat(dispatcher.command(deployed("shop", "production"), NOON)).isZero();
  }

  @Test
  void whatTheFormerOwnerDidIsNotDoneAgain() {
    assertThat(dispatcher.command(runNow(Optional.empty()), NOON)).isZero();

    own(Set.of(RunId.of(id("a"), ID, "outside")), NOON.plusSeconds(5), item("a", 3_600));

    assertThat(sink.urgent).isEmpty();
  }

  @Test
  void whatWasAskedForLongAgoIsNotDoneOnATakeOver() {
    assertThat(dispatcher.command(runNow(Optional.empty()), NOON)).isZero();

    own(Set.of(), NOON.plusSeconds(61), item("a", 3_600));

    assertThat(sink.urgent).isEmpty();
  }

  private void own(Planned... items) {
    own(Set.of(), NOON, items);
  }

  private void own(Set<RunId> sent, Instant now, Planned... items) {
    dispatcher.assigned(0);
    for (Planned planned : items) {
      dispatcher.seen(0, planned.item(), Optional.of(planned), now);
    }
    dispatcher.read(0);
    dispatcher.inherits(0, new Inheritance(now, sent, now, false));
    dispatcher.begin(0, now);
  }

  private static Command runNow(Optional<String> location) {
    return command(new RunNow(id("a"), Cause.CONFIRMATION, location, Optional.of("r-1")));
  }

  private static Command deployed(String system, String environment) {
    return command(new Deployed(system, environment, Optional.of("1.4.2")));
  }

  private static Command command(Order order) {
    return new Command(ID, NOON, Optional.empty(), order);
  }
}
