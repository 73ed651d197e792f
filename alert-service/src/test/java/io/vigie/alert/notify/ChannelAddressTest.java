package io.vigie.alert.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.net.SocketAddress;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelAddressTest {

  private static final ChannelSettings STRICT = new ChannelSettings("ops", Map.of());
  private static final ChannelSettings OPEN =
      new ChannelSettings("ops", Map.of("tls", "none", "token", "x"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.com",
        "http://127.0.0.1:9",
        "http://localhost/",
        "http://[::1]:9/"
      })
  void aSecretGoesOverTlsOrToThisMachine(String url) {
    assertThat(ChannelAddress.secret(STRICT, "url", url)).isEqualTo(URI.create(url));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://example.com",
        "http://127.0.0.1.example.com/",
        "ftp://example.com/",
        "/only/a/path",
        "https://user@example.com/",
        "https://exa mple/",
        "https:///x"
      })
  void andNowhereElse(String url) {
    assertThatThrownBy(() -> ChannelAddress.secret(STRICT, "url", url))
        .hasMessageStartingWith("vigie.alert.channels.ops.url: must ")
        .hasMessageNotContaining("example");
  }

  @Test
  void inTheClearOnlyWhenThatIsSaidAndWithoutASecret() {
    assertThat(ChannelAddress.open(OPEN, "url", "http://alertmanager:9093")).hasPort(9093);
    assertThatThrownBy(() -> ChannelAddress.open(OPEN, "url", "http://ntfy", "token"))
        .hasMessage("vigie.alert.channels.ops.tls: must be required together with token, was none");
    assertThatThrownBy(() -> ChannelAddress.open(OPEN, "url", "ftp://x/"))
        .hasMessage("vigie.alert.channels.ops.url: must begin with https:// or http://, did not");
    assertThatThrownBy(
            () ->
                ChannelAddress.open(
                    new ChannelSettings("ops", Map.of("tls", "maybe")), "url", "https://x/"))
        .hasMessage("vigie.alert.channels.ops.tls: must be required or none, was \"maybe\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://169.254.169.254/latest",
        "https://[fd00:ec2::254]/",
        "https://[64:ff9b::a9fe:a9fe]/",
        "https://100.100.100.200/",
        "https://[fe80::1]/"
      })
  void noMetadataServiceIsCalled(String url) {
    assertThatThrownBy(() -> ChannelAddress.secret(STRICT, "url", url))
        .hasMessageStartingWith(
            "vigie.alert.channels.ops.url: must be an address that may be called, was ");
    assertThatThrownBy(() -> ChannelAddress.open(OPEN, "url", url.replace("https://", "http://")))
        .hasMessageContaining("must be an address that may be called");
  }

  @Test
  void norWhereANameLedToOne() {
    assertThat(HttpPost.never(SocketAddress.inetSocketAddress(443, "169.254.169.254"))).isPresent();
    assertThat(HttpPost.never(SocketAddress.inetSocketAddress(443, "127.0.0.1"))).isEmpty();
    assertThat(HttpPost.never(SocketAddress.domainSocketAddress("/run/x"))).isEmpty();
  }

  @Test
  void itsPartsAreMasked() {
    String said = "no route /hooks/0123456789abcdef?sig=fedcba9876543210 (fedcba9876543210)";
    for (Secret secret :
        ChannelAddress.masks(
            URI.create("https://example.com/hooks/0123456789abcdef?sig=fedcba9876543210"))) {
      said = secret.maskedIn(said);
    }
    assertThat(said).doesNotContain("0123456789", "fedcba").startsWith("no route ");
  }
}
