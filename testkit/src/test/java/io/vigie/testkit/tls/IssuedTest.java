package io.vigie.testkit.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class IssuedTest {

  private static final InstantSource CLOCK = InstantSource.system();
  private static final Issued ROOT = Issued.bySelf(Recipe.of(CLOCK, "root").asAuthority());

  @Test
  void issuesOverAnIntermediate() throws Exception {
    Issued intermediate = ROOT.issue(Recipe.of(CLOCK, "intermediate").asAuthority());
    Issued server = intermediate.issue(Recipe.of(CLOCK, "server", "localhost", "127.0.0.1", "::1"));

    server.certificate().verify(intermediate.certificate().getPublicKey());
    intermediate.certificate().verify(ROOT.certificate().getPublicKey());

    assertThat(server.certificate().getBasicConstraints()).isEqualTo(-1);
    assertThat(intermediate.certificate().getBasicConstraints()).isPositive();
    assertThat(server.certificate().getSubjectAlternativeNames())
        .extracting(name -> String.valueOf(name.get(1)))
        .containsExactly("localhost", "127.0.0.1", "0:0:0:0:0:0:0:1");
    assertThat(server.with(intermediate).chain()).hasSize(2);
  }

  @Test
  void issuesWeakOnes() {
    Issued weak = ROOT.issue(Recipe.of(CLOCK, "weak", "localhost").rsa(1024).signedWith("SHA1"));

    assertThat(weak.certificate().getSigAlgName()).isEqualTo("SHA1withECDSA");
    assertThat(weak.certificate().getPublicKey().getAlgorithm()).isEqualTo("RSA");
  }

  @Test
  void publishesWhatItRevoked() throws Exception {
    Issued good = ROOT.issue(Recipe.of(CLOCK, "good", "localhost"));
    Issued bad = ROOT.issue(Recipe.of(CLOCK, "bad", "localhost").revocable("http://a.example/l"));
    X509CRL list =
        (X509CRL)
            CertificateFactory.getInstance("X.509")
                .generateCRL(new ByteArrayInputStream(ROOT.revocationList(CLOCK.instant(), bad)));

    list.verify(ROOT.certificate().getPublicKey());
    assertThat(List.of(list.isRevoked(bad.certificate()), list.isRevoked(good.certificate())))
        .containsExactly(true, false);
  }
}
