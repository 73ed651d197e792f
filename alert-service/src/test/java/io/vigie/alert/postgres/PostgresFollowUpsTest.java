package io.vigie.alert.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.alert.Samples;
import io.vigie.alert.followup.FollowUps;
import io.vigie.alert.followup.Follower;
import io.vigie.alert.incident.Ledger;
import io.vigie.alert.incident.Ledger.Definition;
import io.vigie.alert.incident.Ledger.Written;
import io.vigie.alert.incident.Outbox;
import io.vigie.alert.incident.Posting;
import io.vigie.alert.incident.Posting.Telling;
import io.vigie.alert.incident.Settlement;
import io.vigie.alert.route.Routes;
import io.vigie.alert.route.RuleReader;
import io.vigie.alert.silence.Silences;
import io.vigie.contract.check.Check;
import io.vigie.testkit.clock.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Escalations, reminders and digests on a real database, as time passes. */
class PostgresFollowUpsTest {

  private static final DataSource DATABASE = Database.fresh();
  private static final Duration LEASE = Duration.ofMinutes(1);
  private static final Instant T0 = Samples.START;

  private final MutableClock clock = new MutableClock(T0);
  private final FollowUps kept = new PostgresFollowUps(DATABASE);
  private final Check check = Samples.check("CH-001");

  @BeforeEach
  void empty() {
    PostgresStores.empty(DATABASE);
  }

  private Routes routes(Map<String, Map<String, String>> rules) {
    return new Routes(
        new RuleReader(ZoneOffset.UTC).read(rules),
        Map.of("default", List.of("slack")),
        List.of("boss", "mail", "slack"),
        Optional.of("mail"),
        new Silences());
  }

  private final Outbox outbox = new PostgresOutbox(DATABASE);

  private Ledger failing(Routes routes) {
    Ledger ledger = new PostgresLedger(DATABASE, routes);
    ledger.define(List.of(new Definition.Defined(check)), T0);
    ledger.accept(List.of(Samples.failed(check.item(), T0)), T0);
    return ledger;
  }

  private Follower follower(Routes routes, List<Written> heard) {
    return new Follower(kept, routes, clock, heard::add);
  }

  private List<Telling> told(String channel) {
    List<Posting> postings = outbox.claim(channel, clock.instant(), LEASE, 10);
    postings.forEach(
        one -> outbox.settle(one, new Settlement.Delivered(Optional.of("1")), clock.instant()));
    return postings.stream().map(Posting::telling).toList();
  }

  @Test
  void whatNobodyAcknowledgesIsEscalatedRemindedOfAndClosedEverywhere() {
    Routes routes = routes(Map.of());
    Ledger ledger = failing(routes);
    List<Written> heard = new ArrayList<>();
    Follower follower = follower(routes, heard);
    assertThat(told("slack")).containsExactly(Telling.OPENED);
    for (int minute = 0; minute < 15; minute++) {
      assertThat(follower.round()).isFalse();
      clock.advance(Duration.ofMinutes(1));
    }
    assertThat(heard).isEmpty();
    follower.round();
    assertThat(heard).containsExactly(new Written(1, 2, 0));
    assertThat(told("slack")).containsExactly(Telling.ESCALATED);
    assertThat(told("mail")).containsExactly(Telling.ESCALATED);
    clock.advance(Duration.ofMinutes(239));
    follower.round();
    assertThat(heard).hasSize(1);
    clock.advance(Duration.ofMinutes(5));
    follower.round();
    assertThat(told("slack")).containsExactly(Telling.REMINDED);
    assertThat(told("mail")).containsExactly(Telling.REMINDED);
    clock.advance(Duration.ofHours(5));
    follower.round();
    assertThat(told("slack")).containsExactly(Telling.REMINDED);
    ledger.accept(List.of(Samples.passed(check.item(), clock.instant())), clock.instant());
    assertThat(told("slack")).containsExactly(Telling.RESOLVED);
    assertThat(told("mail")).contains(Telling.RESOLVED);
    clock.advance(Duration.ofHours(5));
    follower.round();
    assertThat(told("slack")).isEmpty();
  }

  @Test
  void manyProcessesEscalateOnce() throws Exception {
    Routes routes = routes(Map.of());
    failing(routes);
    told("slack");
    clock.advance(Duration.ofMinutes(16));
    List<Written> heard = java.util.Collections.synchronizedList(new ArrayList<>());
    Callable<Boolean> process = () -> follower(routes, heard).round();
    try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Boolean> done : workers.invokeAll(List.of(process, process, process, process))) {
        assertThat(done.get()).isFalse();
      }
    }
    assertThat(heard).containsExactly(new Written(1, 2, 0));
  }

  @Test
  void whatIsNotUrgentIsToldOnceADayByOneOfManyProcesses() {
    Routes routes =
        routes(Map.of("1", Map.of("match.severity", "P0", "digest", "09:00", "channels", "mail")));
    Ledger ledger = failing(routes);
    List<Written> heard = new ArrayList<>();
    Follower one = follower(routes, heard);
    Follower other = follower(routes, heard);
    assertThat(told("mail")).isEmpty();
    clock.advance(Duration.ofHours(1));
    one.round();
    one.round();
    other.round();
    assertThat(heard).containsExactly(new Written(1, 1, 0));
    Posting digest = outbox.claim("mail", clock.instant(), LEASE, 10).getFirst();
    assertThat(digest.telling()).isEqualTo(Telling.DIGEST);
    assertThat(digest.listing().orElseThrow().some())
        .singleElement()
        .matches(incident -> incident.item().equals(check.item()));
    outbox.settle(digest, new Settlement.Delivered(Optional.empty()), clock.instant());

    clock.advance(Duration.ofHours(1));
    ledger.accept(List.of(Samples.passed(check.item(), clock.instant())), clock.instant());
    assertThat(told("mail")).as("it ends in the next digest").isEmpty();
    clock.advance(Duration.ofHours(23));
    other.round();
    Posting last = outbox.claim("mail", clock.instant(), LEASE, 10).getFirst();
    assertThat(last.listing().orElseThrow().open()).isZero();
    clock.advance(Duration.ofHours(24));
    one.round();
    assertThat(heard).hasSize(2);
  }

  @Test
  void whatIsLongOverIsForgottenOnceItIsPublished() {
    Routes routes = routes(Map.of("1", Map.of("digest", "09:00", "channels", "mail")));
    failing(routes);
    clock.advance(Duration.ofHours(1));
    follower(routes, new ArrayList<>()).round();
    told("mail");
    Instant later = clock.instant().plusSeconds(1);
    assertThat(kept.forget(later)).isZero();
    var publications = new PostgresPublications(DATABASE);
    publications.published(publications.unpublished(100));
    assertThat(kept.forget(clock.instant())).isZero();
    assertThat(kept.forget(later)).isEqualTo(1);
  }
}
