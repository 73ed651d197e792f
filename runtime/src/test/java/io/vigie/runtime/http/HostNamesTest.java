package io.vigie.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostNamesTest {

  private static final Optional<String> NOWHERE = Optional.empty();
  private static final Optional<List<String>> UNSET = Optional.empty();

  @ParameterizedTest
  @ValueSource(
      strings = {"localhost", "LOCALHOST.", "vigie.localhost", "127.0.0.1", "[::1]", "192.0.2.7"})
  void whoAsksThisMachineIsAnsweredByItsNamesAndByAddresses(String host) {
    assertThat(HostNames.of(UNSET, "127.0.0.1", NOWHERE).allow(host)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "127.1", ""})
  void aNameOfSomebodyElseIsRefusedOnThisMachine(String host) {
    for (String loopback : List.of("127.0.0.1", "localhost", "::1", "127.0.0.2")) {
      assertThat(HostNames.of(UNSET, loopback, NOWHERE).allow(host)).as(loopback).isFalse();
    }
  }

  @Test
  void theNameUnderWhichPeopleFindThePagesIsRight() {
    HostNames names =
        HostNames.of(UNSET, "127.0.0.1", Optional.of("https://vigie.example.com:8443/v/"));

    assertThat(names.allow("Vigie.Example.com")).isTrue();
    assertThat(names.allow("example.com")).isFalse();
    assertThat(HostNames.of(UNSET, "127.0.0.1", Optional.of("no address")).allow("no")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "192.0.2.7", "::", "vigie.example.com"})
  void whereOthersCanAskAnyNameIsRightUnlessSet(String boundTo) {
    assertThat(HostNames.of(UNSET, boundTo, NOWHERE).allow("any.example")).isTrue();

    HostNames set = HostNames.of(Optional.of(List.of("vigie.example.com")), boundTo, NOWHERE);
    assertThat(set.allow("vigie.example.com")).isTrue();
    assertThat(set.allow("any.example")).isFalse();
    assertThat(set.allow("10.1.2.3")).as("a probe of whoever runs it").isTrue();
  }

  @Test
  void anyNameMayBeAllowedOnThisMachineToo() {
    assertThat(HostNames.of(Optional.of(List.of("*")), "127.0.0.1", NOWHERE).allow("x.example"))
        .isTrue();
  }
}
