package io.vigie.probe.http;

import static io.vigie.probe.http.Probing.judged;
import static io.vigie.probe.http.Probing.reading;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vigie.contract.result.Outcome.Unmet;
import io.vigie.testkit.target.RawTarget;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        .contains("cut at maxBody");
  }
}
