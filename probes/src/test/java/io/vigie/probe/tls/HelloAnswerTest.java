package io.vigie.probe.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.probe.tls.HelloAnswer.Accepted;
import io.vigie.probe.tls.HelloAnswer.Refused;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HelloAnswerTest {

  private static final String RANDOM = "ab".repeat(32);
  private static final byte[] OLD =
      hex("160301002a" + "02000026" + "0301" + RANDOM + "00" + "002f" + "00");
  private static final byte[] NEW =
      hex(
          "160303003a"
              + "02000036"
              + "0303"
              + RANDOM
              + "00"
              + "1301"
              + "00"
              + "000e"
              + "002b00020304"
              + "00330004001d0000"
              + "14030300010116");

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }

  @Test
  void readsVersionAndSuite() {
    assertThat(HelloAnswer.read(OLD)).contains(new Accepted(0x0301, 0x002f));
    assertThat(HelloAnswer.read(NEW)).contains(new Accepted(0x0304, 0x1301));
  }

  @Test
  void waitsForTheRest() {
    for (int length = 0; length < OLD.length; length++) {
      assertThat(HelloAnswer.read(Arrays.copyOf(OLD, length))).isEmpty();
    }
  }

  @Test
  void readsAlerts() {
    assertThat(HelloAnswer.read(hex("15030100020246"))).contains(new Refused("alert 70"));
    assertThat(HelloAnswer.read(hex("15030100020170"))).as("a warning").isEmpty();
    byte[] both = new byte[7 + OLD.length];
    System.arraycopy(hex("15030100020170"), 0, both, 0, 7);
    System.arraycopy(OLD, 0, both, 7, OLD.length);
    assertThat(HelloAnswer.read(both)).contains(new Accepted(0x0301, 0x002f));
  }

  @Test
  void refusesWhatIsNoAnswer() {
    List<String> wrong =
        List.of(
            "485454502f312e312034303020",
            "1603030000",
            "160303ffff0200",
            "170303000100",
            "1603030004" + "0100ffff",
            "1603030004" + "02ffffff",
            "1603030004" + "02000001");
    assertThat(wrong)
        .allSatisfy(
            bytes ->
                assertThat(HelloAnswer.read(hex(bytes)).orElseThrow()).isInstanceOf(Refused.class));
  }

  @Test
  void neverThrows() {
    Random random = new Random(42);
    for (int i = 0; i < 200_000; i++) {
      byte[] bytes = (i % 2 == 0 ? OLD : NEW).clone();
      for (int change = random.nextInt(4); change >= 0; change--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      Optional<HelloAnswer> answer =
          HelloAnswer.read(Arrays.copyOf(bytes, random.nextInt(bytes.length + 1)));
      assertThat(answer).isNotNull();
    }
  }
}
