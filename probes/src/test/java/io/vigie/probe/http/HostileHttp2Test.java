package io.vigie.probe.http;

import static io.vigie.probe.http.Probing.assertAllClosed;
import static io.vigie.probe.http.Probing.failure;
import static io.vigie.probe.http.Probing.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vigie.contract.result.Outcome.Failure;
import io.vigie.probe.web.Protocol;
import io.vigie.testkit.target.Behaviour;
import io.vigie.testkit.target.RawTarget;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that speak HTTP/2, and mean no good. */
class HostileHttp2Test {

  private static final String SETTINGS = frame(4, 0, 0, "");

  private static Vertx vertx;
  private static Probing probing;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
    probing = new Probing(vertx, new HttpProbe());
  }

  @AfterAll
  static void stop() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get();
  }

  /** A frame, each character one byte. */
  private static String frame(int type, int flags, int stream, String payload) {
    int length = payload.length();
    return new String(
            new char[] {
              (char) (length >> 16 & 0xff),
              (char) (length >> 8 & 0xff),
              (char) (length & 0xff),
              (char) type,
              (char) flags,
              0,
              0,
              0,
              (char) stream
            })
        + payload;
  }

  private static Failure failed(Behaviour behaviour) {
    try (RawTarget target = RawTarget.start(behaviour)) {
      Failure failure =
          failure(
              probing.observe(
                  with(target.url("/"), Protocol.H2), probing.context(Duration.ofSeconds(2))));
      assertAllClosed(target);
      return failure;
    }
  }

  private static Behaviour once(String frames) {
    return connection -> {
      connection.send(SETTINGS + frames);
      connection.readUntilClosed();
    };
  }

  private static Behaviour forEver(String frames) {
    String many = frames.repeat(500);
    return connection -> {
      connection.send(SETTINGS);
      Thread.ofVirtual()
          .start(
              () -> {
                try {
                  connection.readUntilClosed();
                } catch (java.io.IOException e) {
                  // It has had enough.
                }
              });
      while (connection.pause(Duration.ofNanos(1))) {
        connection.send(many);
      }
    };
  }

  @Test
  void aRequestThatIsGivenUpEndsAtOnce() {
    Behaviour resetting =
        connection -> {
          connection.send(SETTINGS);
          connection.socket().getInputStream().readNBytes(24 + 9 + 9 + 20);
          connection.send(frame(3, 0, 3, "\0\0\0\u0007"));
          connection.readUntilClosed();
        };

    Failure failure = failed(resetting);

    assertThat(failure.code()).isEqualTo("truncated-response");
    assertThat(failure.summary()).contains("REFUSED_STREAM");
  }

  @Test
  void aServerThatTakesNoRequestEndsIt() {
    Behaviour leaving =
        connection -> {
          connection.send(SETTINGS);
          connection.socket().getInputStream().readNBytes(24 + 9 + 9 + 20);
          connection.send(frame(7, 0, 0, "\0\0\0\0\0\0\0\0"));
          connection.readUntilClosed();
        };

    assertThat(failed(leaving).code()).isEqualTo("truncated-response");
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void whoeverSpeaksOfTheConnectionAloneIsNotHeardToTheEnd(int type) {
    Failure failure = failed(forEver(frame(type, 0, 0, type == 6 ? "12345678" : "")));

    assertThat(failure.code()).isEqualTo("protocol-error");
    assertThat(failure.summary()).contains("more than 100 frames about the connection alone");
  }

  @Test
  void headersWithoutEndAreNotCollected() {
    Behaviour endless =
        connection -> {
          connection.send(SETTINGS);
          connection.socket().getInputStream().readNBytes(24 + 9 + 9 + 20);
          connection.send(frame(1, 0, 3, "\u0088"));
          while (connection.pause(Duration.ofNanos(1))) {
            connection.send(frame(9, 0, 3, "\0\u0003x-a\u007f!" + "y".repeat(160)).repeat(50));
          }
        };

    assertThat(failed(endless).code())
        .isIn("header-limit", "protocol-error", "connection-closed", "connection-reset");
  }

  @Test
  void whatIsNoFrameIsNoHttp() {
    assertThat(failed(once("HTTP/1.1 200 OK\r\n\r\n")).code())
        .isIn("protocol-error", "connection-closed");
  }
}
