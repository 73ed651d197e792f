package io.vigie.probe.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentPoliciesTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``                                                      | true  | true  | true  | true",
        "default-src 'self'                                      | false | false | false | true",
        "img-src 'self'                                          | true  | true  | true  | true",
        "script-src 'self' 'unsafe-inline'                       | true  | false | false | true",
        "script-src 'unsafe-inline' 'nonce-abc'                  | false | false | false | true",
        "script-src 'UNSAFE-EVAL' https:                         | false | true  | true  | true",
        "script-src https: 'strict-dynamic' 'nonce-x'            | false | false | false | true",
        "default-src *; script-src 'none'                        | false | false | false | true",
        "default-src 'none'; frame-ancestors 'none'              | false | false | false | false",
        "default-src 'none'; frame-ancestors *                   | false | false | false | true",
        "script-src 'unsafe-inline', script-src 'self'           | false | false | false | true",
        "script-src data:                                        | false | false | true  | true"
      })
  void tellsWhatIsAllowed(
      String policy, boolean inline, boolean eval, boolean anyScript, boolean anyFraming) {
    ContentPolicies policies = ContentPolicies.of(List.of(policy));

    assertThat(
            List.of(
                policies.allowsInlineScript(),
                policies.allowsEval(),
                policies.allowsAnyScript(),
                policies.allowsAnyFraming()))
        .isEqualTo(List.of(inline, eval, anyScript, anyFraming));
  }

  @Test
  void everyHeaderIsAPolicy() {
    ContentPolicies policies =
        ContentPolicies.of(List.of("style-src 'unsafe-inline'", "default-src 'self', img-src *"));

    assertThat(policies.policies()).hasSize(3);
    assertThat(policies.allowsInlineStyle()).isFalse();
    assertThat(policies.first()).isEqualTo(Map.of("style-src", List.of("'unsafe-inline'")));
  }

  @Test
  void readsPermissions() {
    assertThat(
            AnswerHeaders.permissions("camera=(), geolocation=(self \"https://a.example\"), usb=*"))
        .isEqualTo(
            Map.of(
                "camera", List.of(),
                "geolocation", List.of("self", "https://a.example"),
                "usb", List.of("*")));
  }
}
