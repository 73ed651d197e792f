package io.vigie.report.web;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vigie.contract.alert.Incident;
import io.vigie.contract.alert.Matcher;
import io.vigie.contract.alert.Members;
import io.vigie.contract.alert.Notification.Delivery;
import io.vigie.contract.alert.Notification.Occasion;
import io.vigie.contract.alert.Remark;
import io.vigie.contract.alert.Silence;
import io.vigie.contract.alert.Waiver;
import io.vigie.contract.check.Severity;
import io.vigie.contract.command.Command;
import io.vigie.contract.state.ItemState;
import io.vigie.contract.wire.MessageType;
import io.vigie.contract.wire.Topic;
import io.vigie.report.OnRealInfrastructure;
import io.vigie.report.RealInfrastructure;
import io.vigie.report.sample.Alerts;
import io.vigie.report.sample.Sample;
import io.vigie.report.sample.SampleIncidents;
import io.vigie.report.sample.Soon;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages of incidents and silences, and their forms. */
@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
class IncidentPagesTest extends OnRealInfrastructure {

  @Test
  void anIncidentShowsItsStoryItsMembersAndWhatNobodyGot() {
    Sample item = Sample.of("tale/production/CH-1", Severity.P0);
    Sample child = Sample.of("tale/production/CH-2", Severity.P1).titled("Search answers");
    Incident plain = item.incident(1, now, Optional.empty());
    Incident lead =
        Alerts.remarked(
            Alerts.acknowledged(
                Alerts.joined(plain, new Members(1, 1, List.of(child.item()))),
                "ana",
                now.plusSeconds(90)),
            Alerts.remark(now.plusSeconds(95), Remark.Kind.COMMENTED, "ana", "the disk is full"),
            Alerts.remark(
                now.plusSeconds(99), Remark.Kind.WAIVED, "cto", "until 2026-12-01T00:00:00Z: v2"));
    Incident folded =
        Alerts.folded(child.incident(1, now, Optional.empty()), lead, "depends on CH-1");
    sender
        .send(Topic.CHECKS, MessageType.CHECK, item.check())
        .send(Topic.RESULTS, MessageType.RESULT, item.passed(now.minusSeconds(120)))
        .send(Topic.RESULTS, MessageType.RESULT, item.failed(now.minusSeconds(60)))
        .send(
            Topic.INCIDENTS,
            MessageType.NOTIFICATION,
            item.notification(plain, "mail", Occasion.OPENED, Delivery.UNDELIVERED, 1));
    known(folded);
    known(lead);

    Soon.holds(
        () ->
            assertThat(text(page("/incidents/" + lead.id())))
                .contains("■ open P0", "ana looks after it", "1 message UNDELIVERED.")
                .contains("Detected after 1 min", "Acknowledged after 1 min")
                .containsSubsequence(
                    "first failure",
                    "opened",
                    "told",
                    "■ UNDELIVERED",
                    "commented",
                    "by ana",
                    "the disk is full",
                    "waived by cto until 2026-12-01 00:00:00 UTC: v2")
                .containsSubsequence("Told with it", "Search answers", "depends on CH-1")
                .containsSubsequence("Last pass", "200 OK", "First failure", "found 503"));
    assertThat(text(page("/incidents/" + folded.id())))
        .contains("Told as a part of API answers : depends on CH-1.");
    assertThat(text(page("/incidents")))
        .contains("Told as a part of another", "Told with another: depends on CH-1")
        .contains("and 1 told with it, 1 of them open");
  }

  @Test
  void whatPeopleSendIsPassedOnAndAnsweredWithThePage() {
    Incident incident =
        known(Sample.of("form/production/CH-1", Severity.P0).incident(1, now, Optional.empty()));
    String address = "/incidents/" + incident.id();

    sent(address + "/acknowledgement", Map.of("by", "zoé", "text", "j'y vais"))
        .statusCode(303)
        .header("Location", endsWith(address + "?asked=acknowledgement"));

    assertThat(command(c -> c.order().equals(new Command.Acknowledge(incident.id()))).by())
        .contains("zoé");
    command(c -> c.order().equals(new Command.Comment(incident.id(), "j'y vais")));
    assertThat(page(address + "?asked=acknowledgement"))
        .contains("Your acknowledgement is on its way.");
    sent(address + "/comments", Map.of("by", "zoé", "text", "deux\r\nlignes")).statusCode(303);
    command(c -> c.order().equals(new Command.Comment(incident.id(), "deux\nlignes")));
    sent(address + "/comments", Map.of("by", " "))
        .statusCode(400)
        .contentType("text/html")
        .body(containsString("by: required, was absent"));
  }

  @Test
  void aSilenceIsPreviewedSentListedAndEnded() {
    Sample item = Sample.of("muted-form/production/CH-1", Severity.P0);
    sender
        .send(Topic.CHECKS, MessageType.CHECK, item.check())
        .send(Topic.STATES, MessageType.STATUS, item.state(ItemState.FAILING, 1, now));
    Soon.holds(
        () ->
            assertThat(text(page("/silences?system=muted-form&reason=why&for=4h&preview=yes")))
                .contains("This mutes 1 item, 1 is failing at P0.", "■ failing P0 API answers"));
    assertThat(page("/silences?system=muted-form&reason=\"why\"&for=4h&preview=yes"))
        .contains("value=\"muted-form\"", "value=\"&quot;why&quot;\"", "value=\"4h\" selected");
    assertThat(page("/silences?preview=yes")).contains("matcher: must name a system");

    sent(
            "/silences",
            Map.of("system", "muted-form", "reason", "deployment", "by", "ops", "for", "4h"))
        .statusCode(303)
        .header("Location", endsWith("/silences?asked=silence"));
    Command command =
        command(
            c ->
                c.order() instanceof Command.Mute mute
                    && mute.matcher().system().equals(Optional.of("muted-form")));
    Command.Mute mute = (Command.Mute) command.order();
    assertThat(mute.until()).isAfter(now.plus(Duration.ofMinutes(239)));

    Silence silence = Alerts.silence(mute.silence(), mute.matcher(), now, Duration.ofHours(4));
    sender.send(Topic.INCIDENTS, MessageType.SILENCE, silence);
    Soon.holds(
        () ->
            assertThat(page("/silences"))
                .contains("silence-" + silence.id(), "system muted-form", "data-left>3 h<"));
    sent("/silences/" + silence.id() + "/end", Map.of("by", "ben")).statusCode(303);
    command(c -> c.order().equals(new Command.Unmute(silence.id())));
    sender.send(Topic.INCIDENTS, MessageType.SILENCE, Alerts.ended(silence, "ben", now));
    Soon.holds(() -> assertThat(text(page("/silences"))).contains("early, by ben"));
  }

  @Test
  void anItemIsWaivedAndThatIsSeen() {
    Sample item = Sample.of("accepted/production/CH-1", Severity.P0);
    sender.send(Topic.CHECKS, MessageType.CHECK, item.check());
    String address = "/items/" + item.item();
    Soon.holds(() -> assertThat(page(address)).contains("Waive it until a date"));
    String day = now.plus(Duration.ofDays(20)).toString().substring(0, 10);

    sent(address + "/waiver", Map.of("by", "cto", "reason", "v2 replaces it", "until", day))
        .statusCode(303)
        .header("Location", endsWith(address + "?asked=waiver"));
    Command.Waive waive =
        (Command.Waive)
            command(c -> c.order() instanceof Command.Waive w && w.item().equals(item.item()))
                .order();
    assertThat(waive.until()).isEqualTo(Instant.parse(day + "T00:00:00Z").plus(Duration.ofDays(1)));

    Waiver waiver = new Waiver("cto", "v2 replaces it", now, waive.until());
    sender.send(Topic.STATES, MessageType.STATUS, Alerts.waived(item, 1, waiver));
    Soon.holds(
        () ->
            assertThat(text(page(address)))
                .contains("□ waived", "□ Waived by cto until", ": v2 replaces it."));
    assertThat(text(page("/systems/accepted/production")))
        .contains("1 P0 waived", "Waived by cto until");
    sent(address + "/waiver/end", Map.of("by", "cto")).statusCode(303);
    command(c -> c.order().equals(new Command.EndWaiver(item.item())));
  }

  @Test
  void theSamplesShowWhatPeopleDoAboutIncidents() {
    new SampleIncidents(sender, "samples/production", now).sendAll();

    Soon.holds(
        () -> {
          assertThat(text(page("/incidents"))).contains("Told with another: depends on CH-190");
          assertThat(text(page("/silences"))).contains("system samples", "early, by ben");
          assertThat(text(page("/systems/samples/production"))).contains("Waived by cto until");
        });
    String lead = when().get("/api/v1/incidents?system=samples&folded=false").path("items[0].id");
    String seen = "Seen by 2 runners (paris-1, paris-2) in 2 runs, 3 attempts";
    assertThat(text(page("/incidents/" + lead)))
        .contains("ana looks after it", "I restart it.", seen);
    for (String path : List.of("/incidents", "/items/samples/production/CH-190")) {
      assertThat(text(page(path))).as(path).contains(seen);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/incidents/00000000-0000-0000-0000-000000000000/acknowledgement",
        "/incidents/00000000-0000-0000-0000-000000000000/comments",
        "/silences",
        "/silences/00000000-0000-0000-0000-000000000000/end",
        "/items/a/b/c/waiver",
        "/items/a/b/c/waiver/end"
      })
  void aPageOfAnotherSiteCanSendNoForm(String path) {
    Map<String, String> form = Map.of("by", "x", "text", "x", "system", "*", "reason", "x");

    for (String site : List.of("cross-site", "same-site")) {
      given().header("Sec-Fetch-Site", site).formParams(form).post(path).then().statusCode(403);
    }
    for (String origin : List.of("https://evil.example", "null")) {
      given().header("Origin", origin).formParams(form).post(path).then().statusCode(403);
    }
    given().contentType("text/plain").body("by=x").post(path).then().statusCode(415);
  }

  @Test
  void troubleOfVigieItselfIsSaidOnEveryPageAndIsNoItem() {
    Sample own = Sample.of("vigie/self/broker", Severity.P0).titled("The broker does not answer");
    Sample item = Sample.of("calm/production/CH-1", Severity.P0);
    sender.send(Topic.CHECKS, MessageType.CHECK, item.check());
    Incident trouble = known(own.incident(1, now, Optional.empty()));
    Soon.holds(() -> assertThat(page("/items/" + item.item())).contains("API answers"));

    try {
      for (String path :
          List.of(
              "/",
              "/incidents",
              "/silences",
              "/systems/calm/production",
              "/items/" + item.item())) {
        assertThat(text(page(path)))
            .as(path)
            .contains("Vigie itself is in trouble: The broker does not answer");
      }
      assertThat(when().get("/nothing").asString()).contains("Vigie itself is in trouble:");
      assertThat(page("/incidents")).doesNotContain("/items/vigie/self");
      assertThat(page("/incidents/" + trouble.id()))
          .contains("This is trouble of Vigie itself.")
          .doesNotContain("/items/vigie/self", "/systems/vigie/self");
    } finally {
      known(own.incident(2, now, Optional.of(now.plusSeconds(1))));
    }
    Soon.holds(() -> assertThat(page("/")).doesNotContain("Vigie itself is in trouble"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "' onmouseover='alert(1)",
        "{cdi:config}{#raw}<b>bold</b>{/raw}",
        "javascript:alert(1)"
      })
  void whatPeopleWriteStaysText(String payload) {
    Sample item = Sample.of("words/production/CH-1", Severity.P0).titled(payload);
    Incident incident =
        known(
            Alerts.remarked(
                Alerts.acknowledged(
                    Alerts.folded(
                        item.incident(1, now.minusNanos(payload.hashCode()), Optional.empty()),
                        item.incident(1, now, Optional.empty()),
                        payload),
                    payload,
                    now),
                Alerts.remark(now, Remark.Kind.COMMENTED, payload, payload)));
    UUID id = UUID.nameUUIDFromBytes(payload.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    Matcher matcher = Alerts.of(payload);
    sender.send(
        Topic.INCIDENTS,
        MessageType.SILENCE,
        new Silence(id, 1, matcher, payload, payload, now, now.plusSeconds(600), Optional.empty()));
    Soon.holds(() -> assertThat(page("/silences")).contains(id.toString()));

    for (String path : List.of("/incidents/" + incident.id(), "/incidents", "/silences")) {
      String page = page(path);
      assertThat(page.replaceAll("=\"[^\"]*\"", "=\"\""))
          .doesNotContainPattern("<[^>]*\\son[a-z]+\\s*=");
      assertThat(page.split("<script", -1)).as("scripts of " + path).hasSize(2);
      assertThat(page).doesNotContain("href=\"javascript:");
      if (payload.matches(".*[<>\"'].*")) {
        assertThat(page).doesNotContain(payload);
      }
    }
  }

  private static ValidatableResponse sent(String path, Map<String, String> form) {
    return given()
        .redirects()
        .follow(false)
        .header("Sec-Fetch-Site", "same-origin")
        .contentType("application/x-www-form-urlencoded; charset=UTF-8")
        .formParams(form)
        .post(path)
        .then();
  }

  private static String text(String page) {
    return page.replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ");
  }

  private static String page(String path) {
    return when().get(path).then().statusCode(200).extract().asString();
  }
}
