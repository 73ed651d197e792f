package io.vigie.probe.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.probe.net.Trouble.Broken;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The example of RFC 7677, whose user has a name there and none in PostgreSQL. */
class ScramTest {

  private static final String NONCE = "rOprNGfwEbeRWgbNEkqO";
  private static final String SERVER_FIRST =
      "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096";

  private final Scram scram = new Scram("", "pencil", NONCE);

  @Test
  void beginsWithItsNonce() {
    assertThat(new String(scram.first(), StandardCharsets.UTF_8)).isEqualTo("n,,n=,r=" + NONCE);
  }

  @Test
  void answersWithAProofAndDemandsOne() {
    String answer = new String(scram.answer(SERVER_FIRST), StandardCharsets.UTF_8);

    assertThat(answer)
        .startsWith("c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=")
        .doesNotContain("pencil");
    assertThatThrownBy(() -> scram.prove("v=AAAA"))
        .isInstanceOfSatisfying(
            Broken.class, broken -> assertThat(broken.code()).isEqualTo("login-not-proven"));
  }

  @Test
  void takesNoProofBeforeTheAnswer() {
    assertThatThrownBy(() -> scram.prove("v=")).isInstanceOf(Broken.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "r=other,s=QQ==,i=4096",
        "r=rOprNGfwEbeRWgbNEkqO,s=QQ==,i=4096",
        "r=rOprNGfwEbeRWgbNEkqOx,s=?,i=4096",
        "r=rOprNGfwEbeRWgbNEkqOx,s=QQ==,i=0",
        "r=rOprNGfwEbeRWgbNEkqOx,s=QQ==,i=1000000000",
        "r=rOprNGfwEbeRWgbNEkqOx,s=QQ==,i=many",
        ""
      })
  void refusesAServerThatBreaksTheRules(String serverFirst) {
    assertThatThrownBy(() -> scram.answer(serverFirst))
        .isInstanceOfSatisfying(
            Broken.class, broken -> assertThat(broken.code()).isEqualTo("protocol-error"));
  }
}
