package io.vigie.alert.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.alert.Samples;
import io.vigie.alert.incident.LedgerException;
import io.vigie.contract.check.ItemId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PatienceTest {

  private final Patience patience = new Patience("test");
  private final AtomicInteger tries = new AtomicInteger();

  @Test
  void waitsOutWhatPasses() {
    String done =
        patience.untilItWorks(
            () -> {
              if (tries.incrementAndGet() < 3) {
                throw new LedgerException("database: away", true, null);
              }
              return "done";
            });
    assertThat(done).isEqualTo("done");
    assertThat(tries).hasValue(3);
  }

  @Test
  void isWaitingFromTheFirstFailureUntilItWorks() {
    List<Boolean> seen = new ArrayList<>();
    patience.untilItWorks(
        () -> {
          seen.add(patience.isWaiting());
          if (tries.incrementAndGet() < 3) {
            throw new LedgerException("database: away", true, null);
          }
          return "done";
        });
    assertThat(seen).containsExactly(false, true, true);
    assertThat(patience.isWaiting()).isFalse();
  }

  @Test
  void isNotWaitingAfterItGaveUp() {
    assertThatThrownBy(
            () ->
                patience.untilItWorks(
                    () -> {
                      throw new LedgerException(
                          "database: refuses", tries.incrementAndGet() == 1, null);
                    }))
        .isInstanceOf(LedgerException.class);
    assertThat(tries).hasValue(2);
    assertThat(patience.isWaiting()).isFalse();
  }

  @Test
  void whoIsStoppedHasNeitherDoneItNorGivenItUp() throws Exception {
    CompletableFuture<String> waiting = CompletableFuture.supplyAsync(this::neverWorks);
    while (!patience.isWaiting()) {
      Thread.onSpinWait();
    }
    patience.stop();
    assertThatThrownBy(() -> waiting.get(5, TimeUnit.SECONDS))
        .cause()
        .isInstanceOf(Patience.StoppedException.class)
        .hasMessage("consumer test: stopped while it waited for the database");
    assertThatThrownBy(this::neverWorks).isInstanceOf(Patience.StoppedException.class);
  }

  @Test
  void whoIsInterruptedHasNotGivenItUpEither() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(this::neverWorks).isInstanceOf(Patience.StoppedException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  private String neverWorks() {
    return patience.untilItWorks(
        () -> {
          throw new LedgerException("database: away", true, null);
        });
  }

  @Test
  void doesNotRepeatWhatCannotWork() {
    assertThatThrownBy(
            () ->
                patience.untilItWorks(
                    () -> {
                      tries.incrementAndGet();
                      throw new LedgerException("database: refuses", false, null);
                    }))
        .hasMessage("database: refuses");
    assertThat(tries).hasValue(1);
  }

  @Test
  void aStrangerIsRememberedUntilACheckSpeaksOfIt() {
    Newcomers newcomers = new Newcomers();
    ItemId item = Samples.item("CH-001");
    newcomers.gaveUpOn(List.of(item));
    assertThat(newcomers.isStranger(item)).isTrue();
    newcomers.arrived(List.of(item));
    assertThat(newcomers.isStranger(item)).isFalse();
  }

  @Test
  void strangersAreForgottenWhenTheyAreTooMany() {
    Newcomers newcomers = new Newcomers();
    List<ItemId> many = new ArrayList<>();
    for (int i = 0; i < 10_001; i++) {
      many.add(Samples.item("X-" + i));
    }
    newcomers.gaveUpOn(many);
    assertThat(newcomers.isStranger(many.getFirst())).isFalse();
    assertThat(newcomers.isStranger(many.getLast())).isTrue();
  }

  @Test
  void anArrivalEndsTheWaiting() throws Exception {
    Newcomers newcomers = new Newcomers();
    long seen = newcomers.arrivals();
    CompletableFuture<Void> waiting =
        CompletableFuture.runAsync(() -> newcomers.awaitArrival(seen, 60_000));
    newcomers.arrived(List.of());
    waiting.get(5, TimeUnit.SECONDS);
    assertThat(newcomers.arrivals()).isEqualTo(seen + 1);
  }
}
