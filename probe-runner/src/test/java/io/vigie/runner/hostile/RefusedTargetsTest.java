package io.vigie.runner.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vigie.contract.result.Outcome.Blind;
import io.vigie.contract.result.Result;
import io.vigie.runner.guard.Decision.Allowed;
import io.vigie.runner.guard.Decision.Refused;
import io.vigie.runner.guard.GuardedResolver;
import io.vigie.runner.guard.TargetGuard;
import io.vigie.runner.run.Trace;
import io.vigie.testkit.target.Behaviour;
import io.vigie.testkit.target.RawTarget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Addresses that must be refused in every form in which one can be written, and others that must
 * not be. What is on loopback is a trap that counts who knocks: nobody may.
 */
@TestInstance(Lifecycle.PER_CLASS)
class RefusedTargetsTest {

  /** Reachable where its block is listed, beside the trap, which is not. */
  private static final String NEAR = "127.0.0.3";

  private static final String REFUSED = "blind target-refused";

  private final Trap trap = new Trap();
  private final AtomicReference<String> location = new AtomicReference<>("");
  private Prober byDefault;
  private Prober nearby;
  private RawTarget near;

  @BeforeAll
  void start() {
    byDefault = prober(TargetGuard.SERVICE_DEFAULT);
    nearby = prober(List.of("public", NEAR + "/32"));
    near = RawTarget.startAt(NEAR, this::redirecting);
  }

  private static Prober prober(List<String> egress) {
    return Prober.reaching(egress.toArray(String[]::new))
        .name("public.example", "198.51.100.7")
        .name("localhost", "127.0.0.1", "::1")
        .name("LOCALHOST", "127.0.0.1", "::1")
        .name("loop.example", "127.0.0.1")
        .name("LOOP.example", "127.0.0.1")
        .name("loop.example.", "127.0.0.1")
        .name("loop6.example", "::1")
        .name("mapped.example", "::ffff:127.0.0.1")
        .name("every.example", "127.0.0.1", "::1", "10.0.0.1", "169.254.169.254", "64:ff9b::7f00:1")
        .name("0.0.0.0.example", "0.0.0.0")
        .name("127.0.0.1.example", "127.0.0.1")
        .name("metadata.google.internal", "169.254.169.254")
        .name("inside.example", "10.1.2.3")
        .name("near.example", NEAR);
  }

  private void redirecting(Behaviour.Connection connection) throws IOException {
    connection.readRequest();
    byte[] to = location.get().getBytes(StandardCharsets.UTF_8);
    connection.send(
        "HTTP/1.1 302 Found\r\ncontent-length: 0\r\nconnection: close\r\nlocation: "
            + new String(to, StandardCharsets.ISO_8859_1)
            + "\r\n\r\n");
  }

  @AfterAll
  void stop() {
    assertThat(trap.knocks()).as("connections to what must be refused").isZero();
    trap.knock();
    assertThat(trap.knocks()).as("connections that the trap counts").isEqualTo(2);
    byDefault.close();
    nearby.close();
    near.close();
    trap.close();
  }

  List<String> refused() {
    return lines("refused.txt").stream()
        .map(line -> line.replace("{port}", String.valueOf(trap.port())).replace("\\t", "\t"))
        .toList();
  }

  List<String> letThrough() {
    return lines("let-through.txt");
  }

  @Test
  void thereAreEnoughOfBoth() {
    assertThat(refused()).hasSizeGreaterThan(80).doesNotHaveDuplicates();
    assertThat(letThrough()).hasSizeGreaterThan(20).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("refused")
  void doesNotKnockWhereAChecklistPoints(String url) {
    Result result = byDefault.get(url);

    assertThat(Prober.verdict(result)).isIn(REFUSED, "blind settings-unreadable");
    assertThat(trap.knocks()).isZero();
  }

  @ParameterizedTest
  @MethodSource("refused")
  void doesNotKnockWhereATargetRedirects(String url) {
    location.set(url);
    int before = near.connections();

    Result result = nearby.get("http://near.example:" + near.port() + "/");

    assertThat(Prober.verdict(result))
        .isIn(REFUSED, "failed redirect-refused", "failed redirect-loop", "failed malformed");
    assertThat(near.connections()).as("the redirect was read").isGreaterThan(before);
    assertThat(trap.knocks()).isZero();
  }

  @ParameterizedTest
  @MethodSource("letThrough")
  void letsThroughWhatIsPublic(String host) {
    GuardedResolver resolver =
        new GuardedResolver(
            _ -> Future.succeededFuture(List.of(InetAddress.ofLiteral("198.20.0.7"))),
            TargetGuard.allowing(TargetGuard.SERVICE_DEFAULT));

    Future<List<InetAddress>> resolved =
        resolver.resolve(
            host, (_, _, decision) -> assertThat(decision).isEqualTo(new Allowed("public")));

    assertThat(resolved.result()).hasSize(1);
  }

  @Test
  void aRefusalNamesTheAddressAndTheSetting() {
    List<Trace.Event> told = new ArrayList<>();

    Result result = byDefault.looked("http", "{\"url\": \"http://loop.example/\"}", told::add);

    assertThat(((Blind) result.outcome()).summary())
        .isEqualTo(
            "target refused: loop.example: 127.0.0.1 is loopback, not in this runner's"
                + " vigie.runner.egress.allow");
    assertThat(told)
        .contains(
            new Trace.Judged(
                "loop.example",
                InetAddress.ofLiteral("127.0.0.1"),
                new Refused("loopback, not in this runner's vigie.runner.egress.allow")));
  }

  @Test
  void ofMixedAnswersOnlyTheAllowedAddressIsKnockedAt() {
    nearby.name("mixed.example", "127.0.0.1", NEAR, "::1", "169.254.169.254");
    location.set("http://mixed.example:" + near.port() + "/again");
    int before = near.connections();

    nearby.get("http://mixed.example:" + near.port() + "/");

    assertThat(near.connections()).isEqualTo(before + 2);
  }

  /** The name is asked once for each hop, and what is connected to is what was judged. */
  @Test
  void aNameThatChangesItsMindBetweenJudgementAndConnectionGainsNothing() {
    AtomicInteger asked = new AtomicInteger();
    nearby.name(
        "rebind.example",
        _ ->
            Future.succeededFuture(
                List.of(InetAddress.ofLiteral(asked.getAndIncrement() == 0 ? NEAR : "127.0.0.1"))));
    location.set("http://rebind.example:" + trap.port() + "/again");
    int before = near.connections();

    Result result = nearby.get("http://rebind.example:" + near.port() + "/");

    assertThat(Prober.verdict(result)).isEqualTo(REFUSED);
    assertThat(near.connections()).isEqualTo(before + 1);
    assertThat(asked).hasValue(2);
    assertThat(trap.knocks()).isZero();
  }

  private static List<String> lines(String file) {
    try (var in = RefusedTargetsTest.class.getResourceAsStream(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("# ") && !line.isEmpty())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
