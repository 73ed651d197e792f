package io.vigie.runner.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vigie.probe.ProbeContext.TargetRefused;
import io.vigie.runner.guard.Decision.Allowed;
import io.vigie.runner.guard.Decision.Refused;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetGuardTest {

  private static final TargetGuard SERVICE = TargetGuard.allowing(TargetGuard.SERVICE_DEFAULT);
  private static final TargetGuard EVERYTHING =
      TargetGuard.allowing(
          List.of("loopback", "private", "public", "0.0.0.0/0", "::/0", "169.254.169.254/32"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "169.254.169.254",
        "169.254.170.2",
        "169.254.0.1",
        "100.100.100.200",
        "168.63.129.16",
        "192.0.0.192",
        "0.0.0.0",
        "0.1.2.3",
        "224.0.0.1",
        "239.255.255.250",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "fe80::1",
        "febf::1",
        "ff02::1",
        "fd00:ec2::254",
        "fd00:ec2::23",
        "fd20:ce::254",
        "[fd00:ec2::254]",
        "::ffff:169.254.169.254",
        "::ffff:a9fe:a9fe",
        "[::ffff:a9fe:a9fe]",
        "::169.254.169.254",
        "64:ff9b::169.254.169.254",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::a9fe:a9fe",
        "64:ff9b:1:a9fe:a9:fe00::",
        "64:ff9b:1:a9fe:a9:fe00:808:808",
        "64:ff9b:1:a9:fe:a9fe::",
        "64:ff9b:1:1:a9:fea9:fe00:0",
        "::ffff:0:169.254.169.254",
        "::ffff:0:a9fe:a9fe",
        "fd00:42::42",
        "2002:a9fe:a9fe::1",
        "2002:6464:64c8::",
        "2001:0:a9fe:a9fe::1",
        "2001:0:808:808:0:0:5601:5601",
        "2a00:1450::5efe:a9fe:a9fe",
        "2a00:1450::200:5efe:a9fe:a9fe",
        "64:ff9b::e000:1",
        "2002:e000:1::",
        "64:ff9b::0.0.0.0"
      })
  void neverLetsThroughWhateverThePolicyAllows(String host) {
    assertThat(judge(EVERYTHING, host)).isInstanceOf(Refused.class);
    assertThat(judge(SERVICE, host)).isInstanceOf(Refused.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.255.255.254",
        "::1",
        "0:0:0:0:0:0:0:1",
        "::ffff:127.0.0.1",
        "::ffff:7f00:1",
        "::127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "2001:0:7f00:1:0:0:f7f7:f7f7"
      })
  void letsLoopbackThroughOnlyWhereItIsAllowed(String host) {
    assertThat(judge(SERVICE, host)).isInstanceOf(Refused.class);
    assertThat(judge(EVERYTHING, host)).isInstanceOf(Allowed.class);
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.1, private",
    "10.255.255.255, private",
    "172.16.0.1, private",
    "172.31.255.254, private",
    "192.168.1.1, private",
    "100.64.0.1, carrier-grade NAT",
    "100.127.255.254, carrier-grade NAT",
    "198.18.0.1, benchmarking",
    "192.0.0.8, protocol assignments",
    "203.0.113.7, documentation",
    "fc00::1, unique local",
    "fd12:3456::1, unique local",
    "fec0::1, site-local",
    "2001:db8::1, documentation",
    "3fff::1, documentation",
    "2001:2::1, benchmarking",
    "192.88.99.1, 6to4 relays"
  })
  void letsPrivateAddressesThroughOnlyWhereTheyAreAllowed(String host, String what) {
    TargetGuard privately = TargetGuard.allowing(List.of("private"));

    assertThat(judge(privately, host)).isEqualTo(new Allowed(what));
    assertThat(judge(SERVICE, host).reason())
        .isEqualTo(what + ", not in this runner's vigie.runner.egress.allow");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "8.8.8.8",
        "172.15.255.255",
        "172.32.0.1",
        "100.63.255.255",
        "100.128.0.1",
        "169.253.255.255",
        "169.255.0.1",
        "198.20.0.1",
        "223.255.255.255",
        "2a00:1450:4007::1",
        "2606:4700:4700::1111",
        "::ffff:8.8.8.8",
        "64:ff9b::808:808",
        "2002:808:808::1"
      })
  void letsPublicAddressesThrough(String host) {
    assertThat(judge(SERVICE, host)).isInstanceOf(Allowed.class);
    assertThat(judge(TargetGuard.allowing(List.of("private")), host)).isInstanceOf(Refused.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2130706433",
        "017700000001",
        "0x7f000001",
        "0177.0.0.1",
        "0x7f.0.0.1",
        "127.1",
        "127.0.1",
        "010.0.0.1",
        "256.0.0.1",
        "1.2.3.4.5",
        "127.0.0.1.",
        "169.254.169.0xfe",
        "fe80::1%eth0",
        "[::1",
        "1:2",
        "",
        "a b",
        "exa\u0000mple",
        "user@host",
        "host/path",
        "１２７.0.0.1"
      })
  void refusesWhatIsNeitherANameNorAnAddressInItsUsualForm(String host) {
    assertThatThrownBy(() -> HostText.literal(host))
        .isInstanceOf(TargetRefused.class)
        .hasMessageContaining("target refused")
        .hasMessageContaining("was \"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"100::1", "4000::1", "8000::1", "5f00::1", "::2:3", "1:2:3:4:5:6:7:8"})
  void takesForPublicOnlyWhatIsGivenOutAsPublic(String host) {
    assertThat(judge(SERVICE, host)).isInstanceOf(Refused.class);
    assertThat(judge(TargetGuard.allowing(List.of("public", "private", "loopback")), host))
        .isInstanceOf(Refused.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"64:ff9b:1::a00:1", "64:ff9b:1:a00:0:100::", "64:ff9b:1:a:0:1::"})
  void judgesALocalTranslatorByEachPlaceWhereTheAddressMayBe(String host) {
    assertThat(judge(SERVICE, host).reason()).startsWith("leads to 10.0.0.1: private");
    assertThat(judge(TargetGuard.allowing(List.of("private")), host)).isInstanceOf(Allowed.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"example.com", "EXAMPLE.com.", "_srv.example", "a", "1password.com"})
  void takesNamesForNames(String host) {
    assertThat(HostText.literal(host)).isEmpty();
  }

  @Test
  void letsListedBlocksThroughAndNothingElse() {
    TargetGuard guard = TargetGuard.allowing(List.of("10.1.0.0/20", "fd12::/16", "192.0.2.9"));

    assertThat(judge(guard, "10.1.15.255")).isEqualTo(new Allowed("in 10.1.0.0/20"));
    assertThat(judge(guard, "10.1.16.0")).isInstanceOf(Refused.class);
    assertThat(judge(guard, "fd12:1::1")).isInstanceOf(Allowed.class);
    assertThat(judge(guard, "192.0.2.9")).isInstanceOf(Allowed.class);
    assertThat(judge(guard, "192.0.2.8")).isInstanceOf(Refused.class);
    assertThat(judge(guard, "8.8.8.8")).isInstanceOf(Refused.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"everything", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "example.com"})
  void namesASettingThatIsNoBlock(String entry) {
    assertThatThrownBy(() -> TargetGuard.allowing(List.of(entry)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("vigie.runner.egress.allow: must list")
        .hasMessageContaining(entry);
  }

  @Test
  void keepsOnlyTheAllowedOnesOfMixedAnswersAndTellsOfEach() {
    List<InetAddress> mixed =
        List.of(literal("169.254.169.254"), literal("8.8.8.8"), literal("127.0.0.1"));
    List<String> told = new java.util.ArrayList<>();
    GuardedResolver resolver = new GuardedResolver(name -> Future.succeededFuture(mixed), SERVICE);

    Future<List<InetAddress>> allowed =
        resolver.resolve("rebind.example", (host, address, _) -> told.add(host + address));

    assertThat(allowed.result()).containsExactly(literal("8.8.8.8"));
    assertThat(told).hasSize(3);
  }

  @Test
  void refusesAHostOfWhichNoAddressIsAllowedAndSaysWhy() {
    GuardedResolver resolver =
        new GuardedResolver(
            name -> Future.succeededFuture(List.of(literal("169.254.169.254"))), EVERYTHING);

    Future<List<InetAddress>> refused = resolver.resolve("metadata.example", (_, _, _) -> {});

    assertThat(refused.cause())
        .isInstanceOf(TargetRefused.class)
        .hasMessage(
            "target refused: metadata.example: 169.254.169.254 is link-local, home of metadata"
                + " services, never reachable");
  }

  private static Decision judge(TargetGuard guard, String host) {
    return guard.judge(literal(host));
  }

  private static InetAddress literal(String host) {
    return HostText.literal(host).orElseThrow();
  }
}
