package io.vigie.testkit.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.PKIXParameters;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.Test;

class TestAuthorityTest {

  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

  private final TestAuthority authority = TestAuthority.create(InstantSource.fixed(NOW));

  @Test
  void issuesWhatItsTrustStoreTrusts() throws Exception {
    X509Certificate issued = authority.issue("localhost", "127.0.0.1").certificate();

    validate(issued);
    assertThat(issued.getSubjectAlternativeNames())
        .containsExactlyInAnyOrder(List.of(2, "localhost"), List.of(7, "127.0.0.1"));
    assertThat(issued.getNotAfter()).isAfter(Date.from(NOW));
  }

  @Test
  void issuesEachKindOfBadOne() {
    assertThatThrownBy(() -> validate(authority.issueExpired("a").certificate()))
        .hasRootCauseInstanceOf(CertificateExpiredException.class);
    assertThatThrownBy(() -> validate(authority.issueNotYetValid("a").certificate()))
        .hasRootCauseInstanceOf(CertificateNotYetValidException.class);
    assertThatThrownBy(
            () -> validate(TestAuthority.selfSigned(InstantSource.fixed(NOW), "a").certificate()))
        .isInstanceOf(CertPathValidatorException.class);
  }

  @Test
  void anIdentityTakesItsKeyAlong() {
    TlsIdentity identity = authority.issue("localhost");

    assertThat(identity.keyPem()).startsWith("-----BEGIN PRIVATE KEY-----\n");
    assertThat(identity.chainPem()).containsPattern("(?s)(-----BEGIN CERTIFICATE-----.*){2}");
    assertThat(identity.sslContext()).isNotNull();
    assertThat(identity.chain()).hasSize(2);
    assertThat(identity.toString()).isEqualTo("TlsIdentity[CN=localhost]");
  }

  private void validate(X509Certificate certificate) throws Exception {
    PKIXParameters parameters = new PKIXParameters(authority.trustStore());
    parameters.setRevocationEnabled(false);
    parameters.setDate(Date.from(NOW));
    java.security.cert.CertPathValidator.getInstance("PKIX")
        .validate(
            CertificateFactory.getInstance("X.509").generateCertPath(List.of(certificate)),
            parameters);
  }
}
