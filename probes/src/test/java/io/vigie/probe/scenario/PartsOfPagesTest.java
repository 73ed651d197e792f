package io.vigie.probe.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.probe.download.Inspection;
import io.vigie.probe.expect.JsonText;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PartsOfPagesTest {

  @Test
  void aFormIsSentAsABrowserWouldSendItUntouched() {
    HtmlForm form =
        HtmlForm.in(
                """
                <form><input name=q></form>
                <form id=f action="/do" method=post>
                  <input type=hidden name=csrf value="a&amp;b">
                  <input name=off value=1 disabled>
                  <input type=checkbox name=yes checked><input type=checkbox name=no>
                  <input type=radio name=size value=s><input type=radio name=size value=m checked>
                  <select name=kind><option value=x>X<option value=y selected>Y</select>
                  <select name=first><option>one<option>two</select>
                  <textarea name=note> two
                words</textarea>
                  <input type=password name=pass><input value=nameless>
                  <input type=submit name=go value=Go><input type=file name=file>
                </form>
                """,
                "")
            .orElseThrow();

    assertThat(form.action()).isEqualTo("/do");
    assertThat(form.method()).isEqualTo("POST");
    assertThat(form.fields())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "csrf",
                "a&b",
                "yes",
                "on",
                "size",
                "m",
                "kind",
                "y",
                "first",
                "one",
                "note",
                " two\nwords",
                "pass",
                ""));
    assertThat(form.toString()).doesNotContain("a&b");
  }

  @Test
  void aFormIsFoundByItsSelectorOrByWhatIsInIt() {
    String page = "<form id=a><input name=x></form><form id=b><p><input name=y></p></form>";

    assertThat(HtmlForm.in(page, "#b").orElseThrow().fields()).containsOnlyKeys("y");
    assertThat(HtmlForm.in(page, "input[name=y]").orElseThrow().fields()).containsOnlyKeys("y");
    assertThat(HtmlForm.in(page, "")).isEmpty();
    assertThat(HtmlForm.in("no page at all", "#b")).isEmpty();
  }

  @Test
  void aFormOfAHundredThousandFieldsIsCutShort() {
    String page = "<form id=f>" + "<input name=a>".repeat(5) + fields(20_000) + "</form>";

    assertThat(HtmlForm.in(page, "#f").orElseThrow().fields()).hasSize(HtmlForm.MOST_FIELDS);
  }

  private static String fields(int count) {
    StringBuilder fields = new StringBuilder();
    for (int i = 0; i < count; i++) {
      fields.append("<input name=f").append(i).append('>');
    }
    return fields.toString();
  }

  @ParameterizedTest
  @CsvSource({"id,7", "items[0].id,8", "items[1],x", "a.b.c,deep"})
  void aPlaceOfADocumentIsFound(String path, String found) {
    Object document =
        JsonText.value(
            "{\"id\":7,\"items\":[{\"id\":8},\"x\"],\"a\":{\"b\":{\"c\":\"deep\"}},\"n\":null}");

    assertThat(JsonPath.parse(path).in(document)).hasToString("Optional[" + found + "]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "n", "items[9]", "id.x", "items.x"})
  void aPlaceThatIsNotThereIsNotFound(String path) {
    Object document = JsonText.value("{\"id\":7,\"items\":[{\"id\":8}],\"n\":null}");

    assertThat(JsonPath.parse(path).in(document)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a[", "a[x]", "$.a..b", "a]"})
  void aPlaceThatCannotBeIsRefused(String path) {
    assertThatThrownBy(() -> JsonPath.parse(path)).hasMessageContaining("must be names with dots");
  }

  @Test
  void whatATargetSaysIsNoReferenceToASecret() {
    String filled =
        Template.of("${secret:MINE} {{said}} {{ said }} {{not a name}} {x}")
            .fill(
                text -> text.replace("${secret:MINE}", "m1ne").replace("${secret:OTHER}", "0ther"),
                _ -> "${secret:OTHER}{{said}}");

    assertThat(filled)
        .isEqualTo("m1ne ${secret:OTHER}{{said}} ${secret:OTHER}{{said}} {{not a name}} {x}");
  }

  @ParameterizedTest
  @CsvSource({
    "400,,true",
    "401,,true",
    "403,,true",
    "422,,true",
    "423,,true",
    "429,,true",
    "200,,false",
    "404,,false",
    "405,,false",
    "500,,false",
    "503,,false",
    "302,/login,true",
    "303,/login?next=/x,true",
    "302,https://a.example/login,true",
    "302,/account,false",
    "302,https://b.example/login,false",
    "302,http://a.example/login,false",
    "302,,false",
    "200,/login,false"
  })
  void toBeRefusedIsToBeToldSo(int status, String location, boolean refused) {
    Map<String, List<String>> headers =
        location == null ? Map.of() : Map.of("location", List.of(location));
    Answer answer =
        new Answer(
            URI.create("https://a.example/x"),
            status,
            headers,
            Octets.of(new byte[0]),
            false,
            () -> Inspection.of(new byte[0], true, StandardCharsets.UTF_8),
            List.of(),
            0,
            Duration.ZERO);

    assertThat(Refusal.is(answer, Optional.of(URI.create("https://a.example/login"))))
        .isEqualTo(refused);
  }
}
