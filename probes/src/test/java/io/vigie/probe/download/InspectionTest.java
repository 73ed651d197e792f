package io.vigie.probe.download;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InspectionTest {

  private static final long MIB = 1024 * 1024;

  private static Inspection inspected(byte[] file, int kept, long most) throws IOException {
    return Inspection.of(
        new ByteArrayInputStream(file),
        new Inspection.Limits(kept, most, 16 * MIB, StandardCharsets.UTF_8));
  }

  private static Inspection inspected(String text) throws IOException {
    return inspected(text.getBytes(StandardCharsets.UTF_8), 10, MIB);
  }

  @Test
  void keepsTheBeginningAndHashesAllOfIt() throws Exception {
    byte[] file = new byte[300_000];
    new Random(1).nextBytes(file);

    Inspection seen = inspected(file, 1000, MIB);

    assertThat(seen.bytes()).isEqualTo(300_000);
    assertThat(seen.whole()).isTrue();
    assertThat(seen.kept().bytes()).isEqualTo(java.util.Arrays.copyOf(file, 1000));
    assertThat(seen.sha256())
        .isEqualTo(
            HexFormat.of()
                .formatHex(java.security.MessageDigest.getInstance("SHA-256").digest(file)));
  }

  @Test
  void looksAtNoMoreThanItMay() throws Exception {
    assertThat(inspected(new byte[100], 10, 99).whole()).isFalse();
    assertThat(inspected(new byte[100], 10, 99).bytes()).isEqualTo(99);
    assertThat(inspected(new byte[100], 10, 100).whole()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      value = {
        "a,b\\n1,2\\n3,4\\n      | a+b   | 2",
        "a;b\\r\\n1;2\\r\\n        | a+b   | 1",
        "a\\tb\\n1\\t2             | a+b   | 1",
        "\\ufeffa,b\\n1,2         | a+b   | 1",
        "\\n\\na,b\\n\\n1,2\\n\\n | a+b   | 1",
        "a,b\\n\"x\\ny\",2\\n     | a+b   | 1",
        "\"a\"\"c\",b\\n1,2       | a\"c+b | 1",
        "one                      | one   | 0"
      })
  void countsTheRowsOfATable(String written, String header, long rows) throws Exception {
    String text =
        written
            .replace("\\n", "\n")
            .replace("\\r", "\r")
            .replace("\\t", "\t")
            .replace("\\ufeff", "\ufeff");

    assertThat(inspected(text).table())
        .isEqualTo(new Table(List.of(header.split("\\+", -1)), rows));
  }

  @Test
  void aTableMayBeLargeAndItsCharactersLong() throws Exception {
    StringBuilder text = new StringBuilder("name;price\n");
    for (int i = 0; i < 100_000; i++) {
      text.append("é€𝄞").append(i).append(";1\n");
    }

    Inspection seen = inspected(text.toString().getBytes(StandardCharsets.UTF_8), 100, 16 * MIB);

    assertThat(seen.table()).isEqualTo(new Table(List.of("name", "price"), 100_000));
  }

  @Test
  void nothingIsNoTable() throws Exception {
    assertThat(inspected("").table()).isEqualTo(new Table(List.of(), 0));
  }

  @Test
  void aHeaderWithoutEndIsCut() throws Exception {
    Inspection seen = inspected("x".repeat(500_000).getBytes(StandardCharsets.UTF_8), 10, MIB);

    assertThat(seen.table().header().getFirst()).hasSize(64 * 1024);
  }

  @Test
  void countsTheEntriesOfAnArchive() throws Exception {
    Inspection seen = inspected(zip(2_500, 10), 10, 16 * MIB);

    assertThat(seen.archive().count()).isEqualTo(2_500);
    assertThat(seen.archive().names()).hasSize(ArchiveListing.MOST_NAMES).contains("file-7.txt");
    assertThat(seen.archive().trouble()).isEmpty();
  }

  @Test
  void hashesAlsoWhatIsBehindTheEntriesOfAnArchive() throws Exception {
    byte[] zip = zip(3, 10);

    assertThat(inspected(zip, 10, MIB).bytes()).isEqualTo(zip.length);
    assertThat(inspected(zip, 10, MIB).sha256())
        .isEqualTo(Inspection.of(zip, true, StandardCharsets.UTF_8).sha256());
  }

  @Test
  void aBombIsNotUnpacked() throws Exception {
    assertThat(inspected(zip(1, 20_000_000), 10, MIB).archive().trouble())
        .contains("the archive inflates to more than 16 MiB");
  }

  @Test
  void anArchiveThatIsCutIsNone() throws Exception {
    byte[] zip = zip(3, 100);

    assertThat(inspected(zip, 10, 60).archive().trouble()).isPresent();
    assertThat(inspected(zip, 10, 60).whole()).isFalse();
  }

  @Test
  void longNamesAreCut() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("n".repeat(60_000)));
    }

    assertThat(inspected(out.toByteArray(), 10, MIB).archive().names().getFirst()).hasSize(201);
  }

  @Test
  void whatCannotBeReadIsSaid() {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("broken off");
          }

          @Override
          public int read(byte[] into, int offset, int length) throws IOException {
            throw new IOException("broken off");
          }
        };

    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> Inspection.of(broken, new Inspection.Limits(1, 1, MIB, StandardCharsets.UTF_8)))
        .hasMessage("broken off");
  }

  private static byte[] zip(int entries, int size) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (int i = 0; i < entries; i++) {
        zip.putNextEntry(new ZipEntry("file-" + i + ".txt"));
        zip.write(new byte[size]);
      }
    }
    return out.toByteArray();
  }
}
