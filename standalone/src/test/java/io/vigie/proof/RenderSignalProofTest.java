package io.vigie.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vigie.contract.result.Outcome;
import io.vigie.probe.ProbeKinds;
import io.vigie.standalone.demo.DemoTrust;
import io.vigie.testkit.twin.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The checklist of render-signal-server as it is in {@code checklists/}, on its twin: the values of
 * its variables are replaced, and nothing else. Several twins are looked at side by side, because
 * some items take their time.
 */
class RenderSignalProofTest {

  private static final int BENCHES = 3;
  private static final Vertx VERTX = Vertx.vertx();

  @TempDir static Path folder;

  private static final List<Bench> ALL = new ArrayList<>();
  private static final BlockingQueue<Bench> FREE = new LinkedBlockingQueue<>();
  private static final Map<String, CompletableFuture<Account>> ACCOUNTS = new TreeMap<>();
  private static ExecutorService workers;
  private static CompletableFuture<Map<String, Outcome>> healthy;

  /** What was seen with a fault, and then without. */
  private record Account(Map<String, Outcome> broken, Map<String, Outcome> mended) {}

  @BeforeAll
  static void lookAtEveryFault() throws IOException {
    for (int i = 0; i < BENCHES; i++) {
      Path own = Files.createDirectories(folder.resolve("bench-" + i));
      ALL.add(new Bench(VERTX, own));
    }
    ProbeKinds kinds = trusting();
    for (Bench bench : ALL) {
      bench.prepare(kinds);
    }
    FREE.addAll(ALL);
    workers = Executors.newFixedThreadPool(BENCHES);
    healthy =
        CompletableFuture.supplyAsync(() -> borrowed(bench -> bench.look(bench.items())), workers);
    Expected.all()
        .forEach(
            expected ->
                ACCOUNTS.put(
                    expected.fault(),
                    CompletableFuture.supplyAsync(
                        () -> borrowed(bench -> account(bench, expected)), workers)));
  }

  /** Kinds as a runner has them whose JVM trusts the authorities of the twins. */
  private static ProbeKinds trusting() {
    Path store = folder.resolve("trust.jks");
    DemoTrust.write(
        store, ALL.stream().map(bench -> bench.twin.authority().certificate()).toList());
    DemoTrust.settings(store).forEach(System::setProperty);
    return ProbeKinds.discovered();
  }

  private static <T> T borrowed(java.util.function.Function<Bench, T> use) {
    Bench bench = Optional.ofNullable(FREE.poll()).orElseThrow();
    try {
      return use.apply(bench);
    } finally {
      FREE.add(bench);
    }
  }

  private static Account account(Bench bench, Expected expected) {
    bench.twin.plant(expected.fault());
    Map<String, Outcome> broken = bench.look(bench.items());
    bench.twin.mend(expected.fault());
    Set<String> again = new TreeSet<>(expected.failures().keySet());
    if (again.contains("RSS-37")) {
      again.add("RSS-33");
    }
    return new Account(broken, bench.look(again));
  }

  @AfterAll
  static void stop() {
    DemoTrust.settings(folder).keySet().forEach(System::clearProperty);
    workers.shutdownNow();
    ALL.forEach(Bench::close);
    VERTX.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void everyItemPassesWhereAllIsWell() {
    assertThat(healthy.join()).allSatisfy(RenderSignalProofTest::passed);
  }

  @ParameterizedTest
  @MethodSource("io.vigie.proof.Expected#all")
  void aFaultFailsItsItemAndNoOther(Expected expected) {
    Account account = ACCOUNTS.get(expected.fault()).join();

    Map<String, String> failures = new TreeMap<>();
    account
        .broken()
        .forEach(
            (item, outcome) -> {
              if (outcome instanceof Outcome.Failed(Outcome.Failure failure)) {
                failures.put(item, found(failure));
              } else {
                passed(item, outcome);
              }
            });
    assertThat(failures).containsOnlyKeys(expected.failures().keySet());
    expected
        .failures()
        .forEach((item, failure) -> assertThat(failures.get(item)).as(item).contains(failure));
    assertThat(account.mended()).allSatisfy(RenderSignalProofTest::passed);
  }

  /** The expectation that was not met, or else the code. */
  private static String found(Outcome.Failure failure) {
    return failure.unmet().isEmpty()
        ? failure.code()
        : String.join(" ", failure.unmet().stream().map(Outcome.Unmet::expression).toList());
  }

  private static void passed(String item, Outcome outcome) {
    assertThat(outcome).as(item).isInstanceOf(Outcome.Passed.class);
  }

  @Test
  void everyFaultOfTheTwinAndEveryItemIsInTheTable() {
    Set<String> faults =
        new TreeSet<>(ALL.getFirst().twin.faults().stream().map(Fault::name).toList());
    Set<String> items = new TreeSet<>();
    Expected.all().forEach(expected -> items.addAll(expected.failures().keySet()));

    assertThat(new TreeSet<>(Expected.all().map(Expected::fault).toList())).isEqualTo(faults);
    assertThat(items).isEqualTo(new TreeSet<>(ALL.getFirst().items()));
  }

  @Test
  void theWebhookOfAnotherIsAskedAndNeverStarted() {
    CompletableFuture.allOf(ACCOUNTS.values().toArray(CompletableFuture[]::new)).join();
    healthy.join();

    assertThat(ALL).allSatisfy(bench -> assertThat(bench.twin.hookAsked()).isPositive());
    assertThat(ALL.stream().mapToInt(bench -> bench.twin.hookStarted()).sum()).isZero();
  }
}
