package io.vigie.alert.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vigie.alert.Samples;
import io.vigie.alert.incident.Posting;
import io.vigie.alert.incident.Posting.Telling;
import io.vigie.alert.notify.story.Story;
import io.vigie.alert.notify.story.Tales;
import io.vigie.alert.notify.story.Voice;
import io.vigie.testkit.clock.MutableClock;
import io.vigie.testkit.hook.FakeHook;
import io.vigie.testkit.hook.HookAnswer;
import io.vigie.testkit.hook.HookBehaviour;
import io.vigie.testkit.hook.HookProtocol;
import io.vigie.testkit.tls.TestAuthority;
import io.vigie.testkit.tls.TlsIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every notifier over plain HTTP does, beside what every notifier does.
 *
 * @param <P> what the other side speaks
 */
public abstract class HookChannelContract<P extends HookProtocol> extends NotifierContract {

  private static final SendDeadline SHORT = new SendDeadline(Duration.ofMillis(700));
  protected static final MutableClock CLOCK =
      new MutableClock(Samples.START.plus(Duration.ofHours(2)));

  protected final FakeHook hook;
  protected final P protocol;

  protected HookChannelContract(P protocol) {
    this.protocol = protocol;
    this.hook = FakeHook.start(protocol);
  }

  protected abstract NotifierKind kind(WebCalls calls);

  /** The settings of a channel whose other side is {@code url}. */
  protected abstract Map<String, String> settings(String url);

  @AfterEach
  void stop() {
    hook.close();
  }

  @Override
  protected NotifierKind kind(SendDeadline deadline) {
    return kind(new WebCalls(vertx, deadline));
  }

  @Override
  protected Map<String, String> settings() {
    return settings(hook.url());
  }

  @Override
  protected void plant(Fault fault) {
    switch (fault) {
      case RATE_LIMITED_FOR_7_SECONDS ->
          hook.next(HookBehaviour.rateLimited(Duration.ofSeconds(7)));
      case SERVER_ERROR -> hook.next(HookBehaviour.serverError());
      case REFUSED_FOR_GOOD ->
          hook.next(HookBehaviour.status(400, "no to " + settings() + secrets()));
      case TAKES_AND_STAYS_SILENT -> hook.next(new HookBehaviour.TakeAndStall());
      case GONE -> hook.goAway();
    }
  }

  @Override
  protected List<Arrived> arrived() {
    return hook.taken().stream()
        .map(request -> new Arrived(request.readable(), request.text()))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 410, 413, 422})
  void whatTheOtherSideWillNeverTakeIsNotTriedAgain(int status) {
    hook.next(HookBehaviour.status(status, "no"));
    assertThat(send(Telling.OPENED)).isInstanceOf(Attempt.Permanent.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 425, 429, 500, 502, 503})
  void whatPassesIsTriedAgain(int status) {
    hook.next(HookBehaviour.status(status, "later"));
    assertThat(send(Telling.OPENED))
        .isInstanceOfSatisfying(Attempt.Retry.class, retry -> assertThat(retry.after()).isEmpty());
  }

  @Test
  void aGatewayThatGaveUpWaitingLeavesItOpen() {
    hook.next(HookBehaviour.status(504, "upstream timed out"));
    assertThat(send(Telling.OPENED)).isInstanceOf(Attempt.Unclear.class);
  }

  @Test
  void aPauseIsAskedForWith503Too() {
    hook.next(
        new HookBehaviour.Say(HookAnswer.text(503, "maintenance").with("Retry-After", "120")));
    assertThat(send(Telling.OPENED))
        .isInstanceOfSatisfying(
            Attempt.Retry.class,
            retry -> assertThat(retry.after()).contains(Duration.ofMinutes(2)));
  }

  @Test
  void aPauseOfNothingIsNone() {
    hook.next(HookBehaviour.rateLimited(Duration.ZERO));
    assertThat(send(Telling.OPENED))
        .isInstanceOfSatisfying(Attempt.Retry.class, retry -> assertThat(retry.after()).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void aRedirectIsNotFollowed(int status) {
    try (FakeHook elsewhere = FakeHook.start(HookProtocol.anything())) {
      hook.next(HookBehaviour.redirect(status, elsewhere.url() + "/steal"));
      assertThat(send(Telling.OPENED)).isInstanceOf(Attempt.Permanent.class);
      assertThat(elsewhere.requests()).isZero();
    }
  }

  @Test
  void aConnectionThatIsCutAfterSendingIsUnclear() {
    hook.next(new HookBehaviour.TakeAndCut());
    assertThat(send(Telling.OPENED)).isInstanceOf(Attempt.Unclear.class);
  }

  @Test
  void anAnswerWithoutEndIsNotReadToTheEnd() {
    hook.next(new HookBehaviour.TakeAndBabble());
    long start = System.nanoTime();
    assertThat(send(Telling.OPENED)).isNotInstanceOf(Attempt.Retry.class);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    hook.awaitNobodyListens(Duration.ofSeconds(10));
    assertThat(send(Telling.OPENED)).isInstanceOf(Attempt.Delivered.class);
  }

  @Test
  void anAnswerThatDripsEndsWithTheDeadline() {
    hook.next(new HookBehaviour.TakeAndDrip());
    try (Notifier hurried = kind(SHORT).open(new ChannelSettings("ops", settings()))) {
      assertThat(hurried.send(story(Telling.OPENED), Optional.empty()))
          .isInstanceOf(Attempt.Unclear.class);
      hook.awaitNobodyListens(Duration.ofSeconds(10));
    }
  }

  @Test
  void onlyACertificateThatIsTrustedIsTold(@TempDir Path folder) throws IOException {
    TestAuthority authority = TestAuthority.create(InstantSource.system());
    TlsIdentity identity = authority.issue("127.0.0.1");
    TlsIdentity ofAnother = authority.issue("other.example");
    Path trust = folder.resolve("authority.pem");
    Files.writeString(trust, identity.chainPem());
    assertThat(over(identity, Optional.empty())).isInstanceOf(Attempt.Retry.class);
    assertThat(over(ofAnother, Optional.of(trust))).isInstanceOf(Attempt.Retry.class);
    assertThat(over(identity, Optional.of(trust))).isInstanceOf(Attempt.Delivered.class);
  }

  private Attempt over(TlsIdentity identity, Optional<Path> trust) {
    try (FakeHook secure = FakeHook.start(protocol, identity)) {
      Map<String, String> settings = new HashMap<>(settings(secure.url()));
      trust.ifPresent(file -> settings.put("trust", file.toString()));
      try (Notifier encrypted = kind().open(new ChannelSettings("ops", settings))) {
        Attempt attempt = encrypted.send(story(Telling.OPENED), Optional.empty());
        assertThat(secure.taken()).hasSize(attempt instanceof Attempt.Delivered ? 1 : 0);
        return attempt;
      }
    }
  }

  @Test
  void needsNoPageToLinkTo() {
    Posting posting =
        Tales.posting(Telling.OPENED, Samples.check("CH-001"), "status was 503", List.of());
    assertThat(notifier.send(Story.of(posting, Voice.PLAIN), Optional.empty()))
        .isInstanceOf(Attempt.Delivered.class);
    assertThat(arrived().getFirst().raw()).doesNotContain("vigie.example.com");
  }

  /** Nothing that rings, ends a line that is ours, or turns the direction of reading. */
  protected static void assertPlain(Arrived message) {
    assertThat(message.readable()).doesNotContainPattern("[\\p{Cntrl}&&[^\\n\\t]]");
    assertThat(message.readable()).doesNotContain("\u2028", "\nBcc:", "\nSince: never");
  }

  /** What was sent. */
  protected static JsonNode json(Arrived message) {
    try {
      return new ObjectMapper().readTree(message.raw());
    } catch (JsonProcessingException e) {
      throw new AssertionError("not JSON: " + message.raw(), e);
    }
  }
}
