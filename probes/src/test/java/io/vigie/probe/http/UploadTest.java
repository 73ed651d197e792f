package io.vigie.probe.http;

import static io.vigie.probe.http.Probing.judged;
import static io.vigie.probe.http.Probing.seen;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vigie.probe.Observation;
import io.vigie.probe.line.Looking;
import io.vigie.probe.net.TlsContexts;
import io.vigie.testkit.target.Behaviour;
import io.vigie.testkit.target.HttpTarget;
import io.vigie.testkit.target.RawTarget;
import io.vigie.testkit.target.Received;
import io.vigie.testkit.target.Reply;
import io.vigie.testkit.tls.TestAuthority;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UploadTest {

  private static final TestAuthority AUTHORITY = TestAuthority.create(InstantSource.system());
  private static final String TOO_LARGE =
      "HTTP/1.1 413 Content Too Large\r\ncontent-length: 9\r\nconnection: close\r\n\r\ntoo large";

  private static Vertx vertx;
  private static Probing probing;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
    probing = new Probing(vertx, new HttpProbe(new TlsContexts(AUTHORITY.trustStore())));
  }

  @AfterAll
  static void stop() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get();
  }

  private static HttpSettings settings(String yaml) {
    return Looking.settings(new HttpProbe(), yaml);
  }

  private static Observation.Seen upload(String url, String upload) {
    return seen(observe(url, upload));
  }

  private static Observation observe(String url, String upload) {
    return observe(url, upload, "any");
  }

  private static Observation observe(String url, String upload, String protocol) {
    return probing.observe(
        settings(
            "{url: '%s', method: POST, upload: %s, protocol: %s}"
                .formatted(url, upload, protocol)));
  }

  @Test
  void sendsAFormWithAFileAndItsFields() {
    try (HttpTarget target = HttpTarget.start().answer("/up", Reply.status(201))) {
      Observation.Seen seen =
          upload(
              target.url("/up"),
              "{size: 20 B, field: photo, filename: a.txt, contentType: text/plain, content: text,"
                  + " begins: 'Hey ', seed: 7, fields: {shop: '12'}}");

      Received got = target.requests().getFirst();
      String boundary = got.headers().get("content-type").replaceFirst(".*boundary=", "");
      assertThat(got.headers().get("content-type")).startsWith("multipart/form-data; boundary=");
      assertThat(got.body())
          .isEqualTo(
              ("--B\r\nContent-Disposition: form-data; name=\"shop\"\r\n\r\n12\r\n"
                      + "--B\r\nContent-Disposition: form-data; name=\"photo\";"
                      + " filename=\"a.txt\"\r\nContent-Type: text/plain\r\n\r\n"
                      + "Hey vigie 7\nvigie 7\n\r\n--B--\r\n")
                  .replace("B\r", boundary + "\r")
                  .replace("B--", boundary + "--"));
      assertThat(judged(seen, "status == 201", "upload.complete")).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http/1.1", "h2"})
  void whatArrivesIsWhatWasHashed(String protocol) {
    try (HttpTarget target = HttpTarget.start(AUTHORITY.issue("localhost"))) {
      target.answer("/up", got -> Reply.ok(String.valueOf(got.body().length())));

      Observation.Seen seen =
          seen(observe(target.url("/up"), "{size: 3 MB, content: text}", protocol));

      long length = target.requests().getFirst().body().length();
      assertThat(length).isBetween(3_000_000L, 3_000_400L);
      assertThat(
              judged(
                  seen, "upload.complete", "upload.bytes == " + length, "body == '" + length + "'"))
          .isEmpty();
    }
  }

  @Test
  void theFileIsTheSameForTheSameSeedAndAnotherForAnother() {
    assertThat(hash("{size: 100 kB, seed: 1}"))
        .isEqualTo(hash("{size: 100 kB}"))
        .isNotEqualTo(hash("{size: 100 kB, seed: 2}"))
        .isNotEqualTo(hash("{size: 100 kB, content: zeroes}"));
    assertThat(hash("{size: 3 B, begins: abc}"))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }

  private static String hash(String upload) {
    return settings("{url: 'http://a.example', method: POST, upload: " + upload + "}")
        .upload()
        .orElseThrow()
        .file()
        .sha256();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aRefusalThatComesEarlyIsAStatus(boolean secure) {
    Behaviour refusing =
        connection -> {
          connection.readRequest();
          connection.send(TOO_LARGE);
        };
    try (RawTarget target =
        secure
            ? RawTarget.start(AUTHORITY.issue("localhost"), refusing)
            : RawTarget.start(refusing)) {
      Observation.Seen seen = upload(target.url("/"), "{size: 64 MiB}");

      assertThat(judged(seen, "status == 413", "body == 'too large'", "!upload.complete"))
          .isEmpty();
      assertThat(seen.evidence().facts()).containsKey("upload.bytes");
    }
  }

  @Test
  void aRefusalByResettingTheConnectionIsStillAStatusWhereItCameFirst() {
    try (RawTarget target =
        RawTarget.start(
            connection -> {
              connection.readRequest();
              connection.send(TOO_LARGE);
              connection.pause(Duration.ofMillis(100));
              connection.socket().setSoLinger(true, 0);
            })) {
      assertThat(judged(upload(target.url("/"), "{size: 64 MiB}"), "status == 413")).isEmpty();
    }
  }

  @Test
  void aServerThatGoesWithoutAWordHasNotAnswered() {
    try (RawTarget target = RawTarget.start(Behaviour.resetting())) {
      assertThat(Probing.failure(observe(target.url("/"), "{size: 64 MiB}")).code())
          .isIn("connection-reset", "connection-closed");
    }
  }

  @Test
  void noMoreIsMadeThanIsTaken() {
    try (RawTarget target =
        RawTarget.start(
            connection -> {
              connection.readRequest();
              connection.pause(Duration.ofMillis(300));
              connection.send(TOO_LARGE);
            })) {
      assertThat(
              judged(
                  upload(target.url("/"), "{size: 256 MiB}"),
                  "status == 413",
                  "upload.bytes < 32 * 1024 * 1024"))
          .isEmpty();
    }
  }

  @Test
  void allOfALargeFileArrives() {
    try (RawTarget target = RawTarget.start(taking(64L << 20))) {
      assertThat(
              judged(
                  upload(target.url("/"), "{size: 64 MiB, content: zeroes}"),
                  "status == 200",
                  "upload.complete",
                  "upload.bytes > 64 * 1024 * 1024"))
          .isEmpty();
    }
  }

  private static Behaviour taking(long size) {
    return connection -> {
      InputStream in = connection.socket().getInputStream();
      byte[] block = new byte[64 * 1024];
      for (long left = size; left > 0; ) {
        int count = in.read(block);
        if (count < 0) {
          throw new IOException("less than all of it came");
        }
        left -= count;
      }
      connection.send("HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
      connection.readUntilClosed();
    };
  }

  @Test
  void whoeverTakesNothingIsGivenUpAtTheDeadline() {
    try (RawTarget target =
        RawTarget.start(connection -> connection.pause(Duration.ofSeconds(9)))) {
      Observation seen =
          probing.observe(
              settings("{url: '%s', method: PUT, upload: 9 MB}".formatted(target.url("/"))),
              probing.context(Duration.ofMillis(400)));

      assertThat(Probing.failure(seen).code()).isEqualTo("timeout");
    }
  }

  @Test
  void aSecretInAFieldGoesNowhereElse() {
    try (HttpTarget other = HttpTarget.start();
        HttpTarget target =
            HttpTarget.start().answer("/", Reply.status(307).header("location", other.url("/")))) {
      Observation seen =
          probing.observe(
              settings(
                  "{url: '%s', method: POST, upload: {size: 1 kB, fields: {key: '${secret:KEY}'}}}"
                      .formatted(target.url("/"))),
              probing.context().secret("KEY", "s3cret"));

      assertThat(Probing.failure(seen).code()).isEqualTo("redirect-refused");
      assertThat(target.requests().getFirst().body()).contains("s3cret");
      assertThat(other.requests()).isEmpty();
    }
  }
}
