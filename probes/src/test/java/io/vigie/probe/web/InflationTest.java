package io.vigie.probe.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.probe.net.Trouble.Broken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InflationTest {

  private interface Encoder {
    OutputStream over(OutputStream out) throws IOException;
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "x-gzip", "GZip"})
  void undoesGzip(String encoding) {
    assertThat(text(encoding, encoded(bytes("hello"), GZIPOutputStream::new))).isEqualTo("hello");
  }

  @Test
  void undoesDeflate() {
    assertThat(text("deflate", encoded(bytes("hello"), DeflaterOutputStream::new)))
        .isEqualTo("hello");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "identity", "br", "gzip, gzip"})
  void leavesWhatItDoesNotKnow(String encoding) {
    assertThat(text(encoding, bytes("hello"))).isEqualTo("hello");
  }

  @Test
  void undoesOnlyOneLayer() {
    byte[] once = encoded(bytes("hello"), GZIPOutputStream::new);
    byte[] twice = encoded(once, GZIPOutputStream::new);

    assertThat(inflated("gzip", twice, false)).isEqualTo(once);
  }

  @Test
  void theEndOfATruncatedBodyMayComeAnywhere() {
    byte[] random = new byte[10_000];
    new Random(1).nextBytes(random);
    byte[] half = java.util.Arrays.copyOf(encoded(random, GZIPOutputStream::new), 5_000);

    assertThat(inflated("gzip", half, true).length).isBetween(4_000, 5_000);
    assertThatThrownBy(() -> inflated("gzip", half, false))
        .isInstanceOf(Broken.class)
        .hasMessage("the body is not valid gzip");
  }

  @Test
  void ratioAndSizeHaveLimits() {
    byte[] small = encoded(new byte[60_000], GZIPOutputStream::new);
    byte[] steep = encoded(new byte[200_000], GZIPOutputStream::new);
    byte[] large = new byte[Inflation.MOST + 1];
    new Random(1).nextBytes(large);

    assertThat(inflated("gzip", small, false)).hasSize(60_000);
    assertThatThrownBy(() -> inflated("gzip", steep, false))
        .hasMessageStartingWith("a body of " + steep.length + " bytes must inflate to at most");
    assertThatThrownBy(() -> inflated("gzip", encoded(large, GZIPOutputStream::new), false))
        .hasMessageContaining("at most 1048576 bytes");
  }

  private static String text(String encoding, byte[] raw) {
    return new String(inflated(encoding, raw, false), StandardCharsets.UTF_8);
  }

  private static byte[] inflated(String encoding, byte[] raw, boolean truncated) {
    return Inflation.inflated(encoding.strip(), raw, truncated);
  }

  private static byte[] encoded(byte[] plain, Encoder encoder) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream encoding = encoder.over(out)) {
      encoding.write(plain);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return out.toByteArray();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
