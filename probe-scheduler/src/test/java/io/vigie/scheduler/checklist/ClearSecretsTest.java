package io.vigie.scheduler.checklist;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.probe.settings.Node.Mapping;
import io.vigie.probe.settings.Node.Mapping.Entry;
import io.vigie.probe.settings.Node.Position;
import io.vigie.probe.settings.Node.Scalar;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClearSecretsTest {

  private static final Position HERE = new Position(3, 7);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password", "db_password", "dbPassword", "Authorization", "Proxy-Authorization", "token",
        "X-Auth-Token", "accessToken", "client_secret", "apiKey", "API-Key", "api_key",
        "private key", "credentials", "passphrase"
      })
  void whatIsCalledLikeASecretMustBeAReference(String name) {
    assertThat(found(name, "hunter2")).hasSize(1).noneMatch(said -> said.contains("hunter2"));
    assertThat(found(name, 4711L)).hasSize(1);
    assertThat(found(name, "Basic ${secret:LOGIN}")).isEmpty();
    assertThat(found(name, "")).isEmpty();
    assertThat(found(name, true)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"user", "tokenUrl", "maxTokens", "monkey", "secretary", "passwordField"})
  void otherNamesAreFree(String name) {
    assertThat(found(name, "hunter2")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://admin:hunter2@example.com/",
        "see postgres://app:pa$$@db/shop",
        "AKIAIOSFODNN7EXAMPLE",
        "token ghp_0123456789abcdefghijABCDEFGHIJ012345",
        "github_pat_0123456789abcdefghijAB",
        "glpat-0123456789abcdefghij",
        "xoxb-012345678901-abc",
        "https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX",
        "sk_live_0123456789abcdef",
        "AIza0123456789abcdefghijklmnopqrstuvwxyz",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl",
        "Bearer 0123456789abcdef",
        "Basic dXNlcjpwYXNzd29yZA==",
        "-----BEGIN PRIVATE KEY-----",
        "https://example.com/?api_key=0123456789",
        "jdbc:oracle:thin:scott/tiger@//db:1521/ORCL",
        "jdbc:sqlserver://db:1433;user=sa;password=tiger"
      })
  void whatLooksLikeASecretIsFoundAnywhere(String value) {
    assertThat(found("fix", value)).hasSize(1).noneMatch(said -> said.contains(value));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.com:8443/",
        "https://user@example.com/",
        "https://admin:${secret:PASSWORD}@example.com/",
        "https://example.com/?token=${secret:TOKEN}",
        "Bearer tokens are refused",
        "Basic authentication-scheme",
        "Send Authorization: Bearer ${secret:TOKEN}",
        "mailto:ops@example.com",
        "jdbc:oracle:thin:@//db:1521/ORCL",
        "jdbc:oracle:thin:scott/${secret:TIGER}@//db:1521/ORCL",
        "jdbc:sqlserver://db:1433;user=sa;password=${secret:SA}",
        "-----BEGIN CERTIFICATE-----",
        "a long text of no importance that goes on and on"
      })
  void whatOnlyResemblesOneIsFree(String value) {
    assertThat(found("fix", value)).isEmpty();
  }

  private static List<String> found(String key, Object value) {
    Findings findings = new Findings("shop.yaml");
    Mapping settings =
        new Mapping(Map.of(key, new Entry(HERE, new Scalar(value, HERE))), new Position(1, 1));
    new ClearSecrets(findings).judgeSettings(settings, "http");
    return findings.sorted().stream().map(ChecklistProblem::toString).toList();
  }
}
