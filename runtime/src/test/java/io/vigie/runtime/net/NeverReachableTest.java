package io.vigie.runtime.net;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NeverReachableTest {

  @Test
  void metadataServicesAreOutOfReachHoweverTheyAreWritten() {
    assertThat(NeverReachable.reason("169.254.169.254")).hasValueSatisfying(isAbout("metadata"));
    assertThat(NeverReachable.reason("[fd00:ec2::254]")).hasValueSatisfying(isAbout("AWS"));
    assertThat(NeverReachable.reason("[64:ff9b::a9fe:a9fe]"))
        .hasValueSatisfying(isAbout("leads to 169.254.169.254"));
    assertThat(NeverReachable.reason("fe80::1")).hasValueSatisfying(isAbout("link-local"));
  }

  @Test
  void aNameAndOtherAddressesAreNot() {
    assertThat(NeverReachable.reason("example.com")).isEmpty();
    assertThat(NeverReachable.reason("127.0.0.1")).isEmpty();
    assertThat(NeverReachable.reason("10.0.0.1")).isEmpty();
    assertThat(NeverReachable.reason("[2001:db8::1]")).isEmpty();
  }

  private static java.util.function.Consumer<String> isAbout(String words) {
    return reason -> assertThat(reason).contains(words);
  }
}
