package io.vigie.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever a kind does, it connects only to addresses that the runner has judged and let through; a
 * new kind is found by its examples. That no kind knows another way to an address is held by the
 * architecture's tests.
 */
class EveryKindIsGuardedTest {

  private static final Duration TIMEOUT = Duration.ofMillis(700);
  private static final InetAddress LET_THROUGH = InetAddress.ofLiteral("127.9.8.7");

  private static WatchedTransport transport;
  private static Vertx vertx;

  @BeforeAll
  static void start() {
    transport = new WatchedTransport();
    vertx = transport.vertx();
  }

  @AfterAll
  static void stop() throws Exception {
    assertThat(transport.ever()).as("what a watched transport sees").containsExactly(LET_THROUGH);
    vertx.close().toCompletionStage().toCompletableFuture().get();
  }

  /** Without those that reach for nothing where the runner lends nothing. */
  static Stream<Fixture> valid() {
    return EveryKindTest.valid().filter(fixture -> !fixture.needsEquipment());
  }

  @ParameterizedTest
  @MethodSource("valid")
  void opensNothingWhereEveryAddressIsRefusedAndIsBlind(Fixture fixture) {
    transport.forget();

    Observation observation =
        observe(
            fixture,
            host -> Future.failedFuture(new ProbeContext.TargetRefused("refused: " + host)));

    assertThat(observation).isInstanceOf(Observation.Blind.class);
    assertThat(((Observation.Blind) observation).summary()).contains("refused: ");
    assertThat(transport.opened()).isZero();
  }

  @ParameterizedTest
  @MethodSource("valid")
  void connectsToNothingButWhatWasLetThrough(Fixture fixture) {
    transport.forget();
    Set<String> asked = ConcurrentHashMap.newKeySet();

    observe(
        fixture,
        host -> {
          asked.add(host);
          return Future.succeededFuture(List.of(LET_THROUGH));
        });

    assertThat(asked).isNotEmpty();
    assertThat(transport.connected()).isSubsetOf(LET_THROUGH);
  }

  private static Observation observe(
      Fixture fixture, Function<String, Future<List<InetAddress>>> names) {
    TestContext lent = new TestContext(vertx, TIMEOUT).secret("PLANTED", "pl4nted-s3cret");
    return observe(fixture.kind(), fixture.settings(9), new Judging(lent, names), lent);
  }

  private static <S extends Record> Observation observe(
      ProbeKind<S> kind, Record settings, ProbeContext context, TestContext lent) {
    return lent.observe(asked(kind, context), kind.settings().cast(settings));
  }

  /** The kind, in another context than the one that keeps its deadline. */
  private static <S extends Record> ProbeKind<S> asked(ProbeKind<S> kind, ProbeContext context) {
    return new ProbeKind<>() {
      @Override
      public String name() {
        return kind.name();
      }

      @Override
      public Class<S> settings() {
        return kind.settings();
      }

      @Override
      public io.vigie.probe.expect.Vocabulary vocabulary() {
        return kind.vocabulary();
      }

      @Override
      public List<String> defaultExpectations(S settings) {
        return kind.defaultExpectations(settings);
      }

      @Override
      public Future<Observation> observe(S settings, ProbeContext lent) {
        return kind.observe(settings, context);
      }
    };
  }

  /** A context that judges names as it is told to. */
  private record Judging(ProbeContext lent, Function<String, Future<List<InetAddress>>> names)
      implements ProbeContext {

    @Override
    public Vertx vertx() {
      return lent.vertx();
    }

    @Override
    public java.time.Instant startedAt() {
      return lent.startedAt();
    }

    @Override
    public Duration remaining() {
      return lent.remaining();
    }

    @Override
    public void closeAtDeadline(Runnable connection) {
      lent.closeAtDeadline(connection);
    }

    @Override
    public Future<List<InetAddress>> resolve(String host) {
      return names.apply(host);
    }

    @Override
    public String reveal(String textWithReferences) {
      return lent.reveal(textWithReferences);
    }

    @Override
    public void conceal(String value) {
      lent.conceal(value);
    }

    @Override
    public <T> Optional<T> equipment(Class<T> type) {
      return lent.equipment(type);
    }
  }
}
