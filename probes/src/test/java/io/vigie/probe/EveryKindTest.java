package io.vigie.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vigie.probe.expect.Expectations;
import io.vigie.probe.settings.OneOrMore;
import io.vigie.probe.settings.RecordModel;
import io.vigie.testkit.target.Behaviour;
import io.vigie.testkit.target.RawTarget;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for each kind there is; a new kind is found, not listed here. */
@Execution(ExecutionMode.CONCURRENT)
class EveryKindTest {

  /** Settings that name one host. */
  private static final Set<String> HOSTS = Set.of("host", "url", "address");

  private static final String PLANTED = "pl4nted-s3cret";
  private static final Duration TIMEOUT = Duration.ofMillis(700);

  private static Vertx vertx;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void stop() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get();
  }

  static Stream<ProbeKind<?>> kinds() {
    return ProbeKinds.discovered().all().stream();
  }

  static Stream<Fixture> valid() {
    return kinds().flatMap(kind -> Fixture.of(kind, "valid-").stream());
  }

  static Stream<Fixture> invalid() {
    return kinds().flatMap(kind -> Fixture.of(kind, "invalid-").stream());
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void livesInTheFolderOfItsName(ProbeKind<?> kind) {
    assertThat(kind.getClass().getPackageName())
        .isEqualTo("io.vigie.probe." + kind.name().replace("-", ""));
    assertThat(kind.settings().getPackage()).isEqualTo(kind.getClass().getPackage());
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void explainsEachSettingAndEachWord(ProbeKind<?> kind) {
    String readme = readme(kind);

    assertThat(components(kind.settings()))
        .allSatisfy(name -> assertThat(readme).containsPattern("[`{ ]" + name + "[`:]"));
    assertThat(kind.vocabulary().words().keySet())
        .allSatisfy(word -> assertThat(readme).contains("`" + word + "`"));
    assertThat(kind.vocabulary().words().values())
        .allSatisfy(word -> assertThat(word.meaning()).endsWith("."));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void hasExamplesOfBothSorts(ProbeKind<?> kind) {
    assertThat(Fixture.of(kind, "valid-")).isNotEmpty();
    assertThat(Fixture.of(kind, "invalid-")).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("valid")
  void acceptsItsValidExamples(Fixture fixture) {
    assertThat(fixture.settings(1)).isInstanceOf(fixture.kind().settings());
    assertThat(Expectations.compile(fixture.kind().vocabulary(), fixture.expectations()).problems())
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("valid")
  void hasDefaultExpectationsThatCompile(Fixture fixture) {
    assertThat(
            Expectations.compile(
                    fixture.kind().vocabulary(), defaults(fixture.kind(), fixture.settings(1)))
                .problems())
        .isEmpty();
  }

  /** What may run beside what is decided by the target. */
  @ParameterizedTest
  @MethodSource("valid")
  void namesTheHostThatItsSettingsName(Fixture fixture) {
    boolean oneHost =
        RecordModel.of(fixture.kind().settings()).keys().stream().anyMatch(HOSTS::contains);

    assertThat(target(fixture.kind(), fixture.settings(1)).isPresent()).isEqualTo(oneHost);
  }

  private static <S extends Record> Optional<String> target(ProbeKind<S> kind, Record settings) {
    return kind.target(kind.settings().cast(settings));
  }

  @ParameterizedTest
  @MethodSource("invalid")
  void saysWhatIsWrongWithItsInvalidExamples(Fixture fixture) {
    assertThat(fixture.saysWhatMustBeSaid()).isTrue();
    assertThatThrownBy(() -> fixture.settings(1)).hasMessageContaining(fixture.mustSay());
  }

  @ParameterizedTest
  @MethodSource("valid")
  void keepsItsDeadlineAgainstATargetThatSaysNothing(Fixture fixture) {
    try (RawTarget silent = RawTarget.start(Behaviour.silent())) {
      TestContext context = context();

      Observation observation = observe(fixture, silent.port(), context);

      assertThat(observation).isInstanceOf(inSilence(fixture));
      assertThat(context.elapsed()).isLessThan(TIMEOUT.plusSeconds(1));
      assertNoLeak(fixture, observation);
    }
  }

  private static Class<? extends Observation> inSilence(Fixture fixture) {
    if (fixture.needsEquipment()) {
      return Observation.Blind.class;
    }
    return fixture.seesASilentTarget() ? Observation.Seen.class : Observation.Failed.class;
  }

  @ParameterizedTest
  @MethodSource("valid")
  void leaksNoSecretWhenTheTargetIsNotThere(Fixture fixture) {
    assertNoLeak(fixture, observe(fixture, 1, context()));
  }

  @ParameterizedTest
  @MethodSource("valid")
  void readsOnlySoMuchOfWhatATargetSends(Fixture fixture) {
    AtomicLong sent = new AtomicLong();
    AtomicLong connections = new AtomicLong();
    try (RawTarget flood = RawTarget.start(flooding(sent, connections))) {
      TestContext context = context();

      assertNoLeak(fixture, observe(fixture, flood.port(), context));

      assertThat(context.elapsed()).isLessThan(TIMEOUT.plusSeconds(1));
      assertThat(sent.get())
          .as("bytes that were taken, with the kernel's")
          .isLessThan((32L << 20) * Math.max(1, connections.get()));
    }
  }

  /** Enough of an answer for kinds over HTTP, then bytes without end. */
  private static Behaviour flooding(AtomicLong sent, AtomicLong connections) {
    String block = "x".repeat(64 * 1024);
    return connection -> {
      connections.incrementAndGet();
      connection.send("HTTP/1.1 200 OK\r\n\r\n");
      while (connection.closing().getCount() > 0) {
        connection.send(block);
        sent.addAndGet(block.length());
      }
    };
  }

  private static TestContext context() {
    return new TestContext(vertx, TIMEOUT).secret("PLANTED", PLANTED);
  }

  private static void assertNoLeak(Fixture fixture, Observation observation) {
    assertThat(observation.toString()).doesNotContain(PLANTED);
    assertThat(fixture.settings(1).toString()).doesNotContain(PLANTED);
  }

  private static Observation observe(Fixture fixture, int port, TestContext context) {
    return observe(fixture.kind(), fixture.settings(port), context);
  }

  private static <S extends Record> Observation observe(
      ProbeKind<S> kind, Record settings, TestContext context) {
    return context.observe(kind, kind.settings().cast(settings));
  }

  private static <S extends Record> List<String> defaults(ProbeKind<S> kind, Record settings) {
    return kind.defaultExpectations(kind.settings().cast(settings));
  }

  private static Stream<String> components(Class<?> settings) {
    return Arrays.stream(settings.getRecordComponents()).flatMap(EveryKindTest::names);
  }

  private static Stream<String> names(RecordComponent component) {
    Stream<String> own = Stream.of(component.getName());
    return component.getType().isRecord() && component.getType() != OneOrMore.class
        ? Stream.concat(own, components(component.getType()))
        : own;
  }

  private static String readme(ProbeKind<?> kind) {
    Path file =
        Path.of("src/main/java", kind.getClass().getPackageName().replace('.', '/'), "README.md");
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(file + ": must be there", e);
    }
  }
}
