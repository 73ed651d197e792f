package io.vigie.testkit.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SelfSignedCertificateTest {

  private static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");

  @Test
  void isSignedByItselfForLocalhost() throws Exception {
    SelfSignedCertificate made = SelfSignedCertificate.create(NOW);
    made.certificate().verify(made.certificate().getPublicKey());
    assertThat(made.certificate().getSubjectAlternativeNames())
        .containsExactlyInAnyOrder(List.of(2, "localhost"), List.of(7, "127.0.0.1"));
    assertThat(made.certificate().getNotAfter()).isAfter("2026-12-19");
    assertThat(made.pem()).startsWith("-----BEGIN CERTIFICATE-----\n");
    assertThat(made.serverContext()).isNotNull();
  }
}
