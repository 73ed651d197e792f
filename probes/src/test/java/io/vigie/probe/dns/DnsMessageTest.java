package io.vigie.probe.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.probe.dns.DnsMessage.Malformed;
import io.vigie.probe.dns.DnsRecords.Loop;
import io.vigie.probe.settings.InvalidSetting;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DnsMessageTest {

  private static final DnsQuestion QUESTION = new DnsQuestion("example.com", RecordType.MX);

  private static final byte[] ANSWER =
      HexFormat.of()
          .parseHex(
              "12348180000100020000000007"
                  + "6578616d706c6503636f6d00000f0001"
                  + "c00c000f00010000012c0009000a046d61696cc00c"
                  + "c00c000f00010000003c00040014c00c");

  @Test
  void readsAnswers() throws Exception {
    DnsMessage message = DnsMessage.read(ANSWER, QUESTION);

    assertThat(DnsMessage.answers(ANSWER, 0x1234)).isTrue();
    assertThat(DnsMessage.answers(ANSWER, 0x1235)).isFalse();
    assertThat(DnsMessage.answers(QUESTION.message(0x1234), 0x1234)).isFalse();
    assertThat(DnsRecords.of(message, QUESTION).texts())
        .containsExactly("10 mail.example.com", "20 example.com");
    assertThat(DnsRecords.of(message, QUESTION).ttl()).isEqualTo(60);
  }

  @Test
  void aPointerToItselfIsRefused() {
    byte[] looping = ANSWER.clone();
    looping[29] = (byte) 0xc0;
    looping[30] = 29;

    assertThatThrownBy(() -> DnsMessage.read(looping, QUESTION)).isInstanceOf(Malformed.class);
  }

  @Test
  void anythingElseIsMalformedAndNothingWorse() {
    Random random = new Random(7);
    int read = 0;
    for (int i = 0; i < 100_000; i++) {
      byte[] bytes = ANSWER.clone();
      for (int change = random.nextInt(5); change > 0; change--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      read += isRead(Arrays.copyOf(bytes, bytes.length - random.nextInt(3))) ? 1 : 0;
    }
    assertThat(read).isBetween(1_000, 99_000);
  }

  private static boolean isRead(byte[] bytes) {
    try {
      DnsRecords.of(DnsMessage.read(bytes, QUESTION), QUESTION);
      return true;
    } catch (Malformed | Loop e) {
      return false;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "a..b", "-a.example", "a b", "10.0.0.1", "ä..de", "a/b"})
  void refusesWhatIsNoName(String name) {
    assertThatThrownBy(() -> DnsName.requireValid("name", name)).isInstanceOf(InvalidSetting.class);
  }

  @Test
  void takesNamesOfAllSorts() {
    assertThat(DnsName.normal("Bücher.Example.")).isEqualTo("xn--bcher-kva.example");
    DnsName.requireValid("name", "_dmarc.example.com");
    DnsName.requireValid("name", "s1._domainkey.example.com");
    assertThatThrownBy(() -> DnsName.requireValid("name", "a.".repeat(140) + "com"))
        .isInstanceOf(InvalidSetting.class);
  }
}
