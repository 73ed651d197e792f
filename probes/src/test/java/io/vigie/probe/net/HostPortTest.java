package io.vigie.probe.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.probe.settings.InvalidSetting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostPortTest {

  @Test
  void readsNamesAndAddresses() {
    assertThat(HostPort.parse("address", "db_1.example.com:5432"))
        .isEqualTo(new HostPort("db_1.example.com", 5432));
    assertThat(HostPort.parse("address", "[::1]:25")).isEqualTo(new HostPort("::1", 25));
    assertThat(HostPort.parse("address", "[2001:db8::7]", 443)).hasToString("[2001:db8::7]:443");
    assertThat(HostPort.parse("address", "192.0.2.7", 443)).hasToString("192.0.2.7:443");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":80",
        "a",
        "a:",
        "a:0",
        "a:65536",
        "a:-1",
        "a b:80",
        "http://a:80",
        "u@a:80",
        "::1:80",
        "[::1:80",
        "a:80/x",
        "a:80\r\n",
        "-a:80",
        "[a]:80",
        "a:080000"
      })
  void refusesWhatIsNoHostAndPort(String text) {
    assertThatThrownBy(() -> HostPort.parse("address", text))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageStartingWith("address: ");
  }

  @Test
  void refusesANameThatIsTooLong() {
    assertThatThrownBy(() -> HostPort.parse("address", "a".repeat(260) + ":80"))
        .isInstanceOf(InvalidSetting.class);
  }
}
