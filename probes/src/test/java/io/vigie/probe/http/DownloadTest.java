package io.vigie.probe.http;

import static io.vigie.probe.http.Probing.judged;
import static io.vigie.probe.http.Probing.reading;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vigie.contract.result.Outcome.Unmet;
import io.vigie.probe.Observation;
import io.vigie.probe.line.Looking;
import io.vigie.probe.web.MadeFile;
import io.vigie.testkit.target.Behaviour;
import io.vigie.testkit.target.HttpTarget;
import io.vigie.testkit.target.RawTarget;
import io.vigie.testkit.target.Reply;
import io.vigie.testkit.tls.TestAuthority;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DownloadTest {

  private static Vertx vertx;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void stop() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get();
  }

  private static List<Unmet> unmet(String body, String... expectations) {
    return unmet(100_000, body, expectations);
  }

  private static List<Unmet> unmet(int maxBody, String body, String... expectations) {
    String answer =
        "HTTP/1.1 200 OK\r\ncontent-disposition: attachment; filename=\"r.bin\"\r\n"
            + ("content-length: " + body.length() + "\r\n\r\n")
            + body;
    try (RawTarget target =
        RawTarget.start(
            connection -> {
              connection.readRequest();
              connection.send(answer);
            })) {
      return judged(
          new Probing(vertx, new HttpProbe()).seen(reading(target.url("/"), maxBody)),
          expectations);
    }
  }

  private static String zip(int entries, int size) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (int i = 0; i < entries; i++) {
        zip.putNextEntry(new ZipEntry("file-" + i + ".txt"));
        zip.write(new byte[size]);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return out.toString(StandardCharsets.ISO_8859_1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "%PDF-1.7 x        | pdf",
        "<!DOCTYPE HTML>   | html",
        "<?xml version=    | xml",
        "[1]               | json",
        "plain words       | text"
      })
  void tellsWhatAFileIsByItsBeginning(String body, String type) {
    assertThat(unmet(body, "download.type == '" + type + "' && download.filename == 'r.bin'"))
        .isEmpty();
  }

  @Test
  void listsAnArchive() {
    assertThat(
            unmet(
                zip(3, 10),
                "download.type == 'zip' && zip.count == 3",
                "zip.entries == ['file-0.txt', 'file-1.txt', 'file-2.txt']"))
        .isEmpty();
  }

  @Test
  void aBombIsNotUnpacked() {
    assertThat(unmet(zip(1, 20_000_000), "zip.count == 1"))
        .singleElement()
        .asString()
        .contains("the archive inflates to more than 16 MiB");
  }

  @Test
  void whatIsNoArchiveHasNoEntries() {
    assertThat(unmet("<html>", "zip.count > 0")).singleElement().asString().contains("ZIP archive");
  }

  @Test
  void readsATable() {
    assertThat(
            unmet(
                "id;name\r\n1;\"a;\"\"b\nc\"\r\n2;d\r\n",
                "csv.header == ['id', 'name'] && csv.rows == 2"))
        .isEmpty();
    assertThat(unmet("", "csv.rows == 0 && csv.header == [] && download.type == ''")).isEmpty();
  }

  @Test
  void hashesTheWholeBodyOrNone() {
    String abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    assertThat(unmet("abc", "download.sha256 == '" + abc + "'")).isEmpty();
    assertThat(unmet(2, "abc", "download.sha256 == '" + abc + "'"))
        .singleElement()
        .asString()
        .contains("only a part was read");
  }

  private static HttpSettings downloading(String url, String more) {
    return Looking.settings(new HttpProbe(), "{url: '" + url + "', maxBody: 100, " + more + "}");
  }

  private static List<Unmet> streamed(String head, byte[] body, String more, String... expected) {
    try (RawTarget target = RawTarget.start(sending(head, body))) {
      return judged(
          new Probing(vertx, new HttpProbe()).seen(downloading(target.url("/"), more)), expected);
    }
  }

  private static Behaviour sending(String head, byte[] body) {
    return connection -> {
      connection.readRequest();
      connection.send("HTTP/1.1 200 OK\r\n" + head + "content-length: " + body.length);
      connection.send("\r\n\r\n");
      connection.socket().getOutputStream().write(body);
      connection.readUntilClosed();
    };
  }

  @Test
  void looksAtALargeFileWhileItGoesByAndKeepsItsBeginning() {
    MadeFile file = new MadeFile("%PDF-1.7", 9_000_000, MadeFile.Filling.RANDOM, 3);

    assertThat(
            streamed(
                "content-type: application/pdf\r\n",
                bytes(file),
                "download: 10 MB",
                "download.bytes == 9000000 && download.type == 'pdf'",
                "download.sha256 == '" + file.sha256() + "'",
                "bodyBytes == 100 && truncated && body.startsWith('%PDF-')"))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"h2", "http/1.1"})
  void readsAsMuchOverTls(String protocol) {
    TestAuthority authority = TestAuthority.create(InstantSource.system());
    try (HttpTarget target = HttpTarget.start(authority.issue("localhost"));
        Looking looking = new Looking()) {
      target.answer("/", Reply.ok("0123456789".repeat(600_000)));
      String settings =
          "{url: '%s', protocol: %s, download: 10 MB, maxBody: 100, tls: {ca: '${secret:CA}'}}"
              .formatted(target.url("/"), protocol);

      assertThat(
              judged(
                  Probing.seen(
                      looking.at(new HttpProbe(), settings, Map.of("CA", authority.pem()))),
                  "download.bytes == 6000000 && protocol == '" + protocol + "'"))
          .isEmpty();
    }
  }

  @Test
  void countsTheRowsOfALargeTable() {
    String table = "id;name\n" + "1;é\n".repeat(600_000);

    assertThat(
            streamed(
                "content-type: text/csv; charset=utf-8\r\n",
                table.getBytes(StandardCharsets.UTF_8),
                "download: 10 MB",
                "csv.rows == 600000 && csv.header == ['id', 'name']"))
        .isEmpty();
  }

  @Test
  void listsALargeArchive() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (int i = 0; i < 30; i++) {
        zip.putNextEntry(new ZipEntry("xl/media/image" + i + ".png"));
        zip.write(bytes(new MadeFile("", 100_000, MadeFile.Filling.RANDOM, i)));
      }
    }

    assertThat(
            streamed(
                "",
                out.toByteArray(),
                "download: 10 MB",
                "zip.count == 30 && zip.entries.exists(e, e.startsWith('xl/media/'))"))
        .isEmpty();
  }

  @Test
  void readsNoFurtherThanTheBoundAndSaysSo() {
    assertThat(streamed("", new byte[2_000_000], "download: 1 MB", "download.bytes > 0"))
        .singleElement()
        .asString()
        .contains("only a part was read");
  }

  @Test
  void aBodyWithoutEndIsReadUpToTheBound() {
    try (RawTarget target = RawTarget.start(Behaviour.endlessBody())) {
      Observation.Seen seen =
          new Probing(vertx, new HttpProbe()).seen(downloading(target.url("/"), "download: 5 MB"));

      assertThat(judged(seen, "truncated && bodyBytes == 100")).isEmpty();
      assertThat(seen.evidence().facts().get("download.bytes")).isEqualTo("more than 5000000");
    }
  }

  @Test
  void whatIsBrokenOffOnTheWayIsAFailure() {
    try (RawTarget target = RawTarget.start(Behaviour.closingMidBody())) {
      assertThat(
              new Probing(vertx, new HttpProbe())
                  .failure(downloading(target.url("/"), "download: 5 MB"))
                  .code())
          .isEqualTo("truncated-response");
    }
  }

  @Test
  void aDownloadThatNeverEndsEndsAtTheDeadline() {
    try (RawTarget target = RawTarget.start(Behaviour.drippingBody(Duration.ofMillis(50)))) {
      Probing probing = new Probing(vertx, new HttpProbe());
      Observation seen =
          probing.observe(
              downloading(target.url("/"), "download: 5 MB"),
              probing.context(Duration.ofMillis(400)));

      assertThat(Probing.failure(seen).summary()).contains("bytes of the body so far");
    }
  }

  @Test
  void hashesWhatWasInflatedAndRefusesABomb() throws Exception {
    MadeFile file = new MadeFile("", 3_000_000, MadeFile.Filling.RANDOM, 3);

    assertThat(
            streamed(
                "content-encoding: gzip\r\n",
                gzipped(file),
                "download: 10 MB",
                "download.sha256 == '" + file.sha256() + "' && download.bytes == 3000000"))
        .isEmpty();
    byte[] bomb = gzipped(new MadeFile("", 40_000_000, MadeFile.Filling.ZEROES, 3));
    try (RawTarget target = RawTarget.start(sending("content-encoding: gzip\r\n", bomb))) {
      assertThat(
              new Probing(vertx, new HttpProbe())
                  .failure(downloading(target.url("/"), "download: 100 MB"))
                  .code())
          .isEqualTo("decompression-limit");
    }
  }

  private static byte[] gzipped(MadeFile file) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes(file));
    }
    return out.toByteArray();
  }

  private static byte[] bytes(MadeFile file) {
    try {
      return file.open().readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
