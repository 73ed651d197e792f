package io.vigie.probe.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.github.luben.zstd.Zstd;
import io.vigie.probe.net.Trouble.Broken;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
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
  @ValueSource(strings = {"", "identity", "compress", "gzip, gzip"})
  void leavesWhatItDoesNotKnow(String encoding) {
    assertThat(text(encoding, bytes("hello"))).isEqualTo("hello");
  }

  @Test
  void undoesBrotli() {
    assertThat(Brotli4jLoader.isAvailable()).isTrue();
    assertThat(text("br", brotli(bytes("hello")))).isEqualTo("hello");
  }

  @Test
  void undoesZstandard() {
    assertThat(text("zstd", Zstd.compress(bytes("hello")))).isEqualTo("hello");
  }

  @ParameterizedTest
  @ValueSource(strings = {"br", "zstd"})
  void theYoungerOnesHaveTheSameLimits(String encoding) {
    byte[] bomb = compressed(encoding, new byte[20_000_000]);
    byte[] large = new byte[Inflation.MOST + 1];
    new Random(1).nextBytes(large);

    assertThat(bomb.length).isLessThan(10_000);
    assertThatThrownBy(() -> inflated(encoding, bomb, false))
        .isInstanceOf(Broken.class)
        .hasMessageStartingWith("a body of " + bomb.length + " bytes must inflate to at most");
    assertThatThrownBy(() -> inflated(encoding, compressed(encoding, large), false))
        .hasMessageContaining("at most 1048576 bytes");
    assertThatThrownBy(() -> inflated(encoding, bytes("hello, hello, hello"), false))
        .hasMessage("the body is not valid " + encoding);
  }

  @ParameterizedTest
  @ValueSource(strings = {"br", "zstd"})
  void theirEndsMayBeMissingWhereTheBodyWasCut(String encoding) {
    byte[] random = new byte[600_000];
    new Random(1).nextBytes(random);
    byte[] half = java.util.Arrays.copyOf(compressed(encoding, random), 400_000);

    assertThat(inflated(encoding, half, true).length).isLessThanOrEqualTo(400_000);
    assertThat(inflated("zstd", compressed("zstd", random), true)).isEqualTo(random);
    assertThatThrownBy(() -> inflated(encoding, half, false))
        .hasMessage("the body is not valid " + encoding);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "br", "zstd", "deflate"})
  void theSameIsInflatedWhileItIsReadAndABombIsNot(String encoding) throws IOException {
    byte[] plain = new byte[500_000];
    new Random(1).nextBytes(plain);
    byte[] bomb = compressed(encoding, new byte[20_000_000]);

    try (InputStream inflating = inflating(encoding, compressed(encoding, plain))) {
      assertThat(inflating.readAllBytes()).isEqualTo(plain);
    }
    try (InputStream inflating = inflating(encoding, bomb)) {
      assertThatThrownBy(() -> inflating.transferTo(OutputStream.nullOutputStream()))
          .isInstanceOf(Broken.class)
          .hasMessageStartingWith("a body must inflate to at most 100 times its size");
    }
    try (InputStream inflating = inflating(encoding, new byte[0])) {
      assertThat(inflating.read()).isNegative();
    }
  }

  private static InputStream inflating(String encoding, byte[] raw) throws IOException {
    return Inflation.inflating(encoding, new ByteArrayInputStream(raw));
  }

  private static byte[] compressed(String encoding, byte[] plain) {
    return switch (encoding) {
      case "br" -> brotli(plain);
      case "zstd" -> Zstd.compress(plain);
      case "gzip" -> encoded(plain, GZIPOutputStream::new);
      default -> encoded(plain, DeflaterOutputStream::new);
    };
  }

  private static byte[] brotli(byte[] plain) {
    Brotli4jLoader.ensureAvailability();
    try {
      return com.aayushatharva.brotli4j.encoder.Encoder.compress(
          plain, new com.aayushatharva.brotli4j.encoder.Encoder.Parameters().setQuality(4));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
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
