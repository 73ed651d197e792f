package io.vigie.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigie.embedded.Ports;
import io.vigie.testkit.slack.SlackPress;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The demo as a new user meets it: green, break, red and told, mend, green and told. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DemoFlowTest {

  private VigieProcess demo;
  private Path folder;

  @BeforeAll
  void start(@TempDir Path folder) {
    this.folder = folder;
    demo =
        VigieProcess.serve(
                Ports.free(),
                folder.resolve("demo.log"),
                "demo",
                "--data",
                folder.resolve("data").toString())
            .awaitReady();
    Scene.awaitDecision(demo, "go");
  }

  @AfterAll
  void stop() {
    demo.close();
  }

  @Test
  void showsWhatBreaksAndThatItIsOver() throws Exception {
    assertThat(demo.get("/demo").body()).contains("Who watches Vigie");
    assertThat(toldInSlack("HSTS is sent")).isZero();
    assertThat(switched("break", "shop-hsts-missing").exit()).isZero();

    Scene.awaitDecision(demo, "no-go");
    Eventually.holds(
        Scene.PATIENCE,
        () -> {
          assertThat(toldInSlack("HSTS is sent")).isEqualTo(1);
          assertThat(toldByMail("HSTS is sent")).isEqualTo(1);
        });
    assertThat(demo.get("/demo").body()).contains("Mend<span class=\"hidden\"> shop-hsts-missing");
    assertThat(demo.get("/demo/slack").body()).contains("P0 FAIL");

    assertThat(switched("mend", "shop-hsts-missing").exit()).isZero();

    Scene.awaitDecision(demo, "go");
    Eventually.holds(
        Scene.PATIENCE,
        () -> {
          assertThat(demo.get("/demo/slack").body()).contains("RESOLVED");
          assertThat(toldInSlack("HSTS is sent")).isEqualTo(1);
          assertThat(toldByMail("HSTS is sent")).isEqualTo(2);
          assertThat(demo.json("/demo/standing").path("signsOfLife").asInt()).isPositive();
        });
  }

  /** Vigie takes only what Slack's secret has signed, and that is how it comes from here. */
  @Test
  void aButtonInSlackAcknowledgesTheIncident() throws Exception {
    Onlooker.assumeThereIsABrowser();
    try (Onlooker you = Onlooker.at(demo)) {
      assertThat(switched("break", "wiki-policy-missing").exit()).isZero();
      Eventually.holds(
          Scene.PATIENCE,
          () -> assertThat(demo.get("/demo/slack").body()).contains("value=\"vigie_ack\""));
      you.goesTo("/demo/slack");
      String incident =
          you.page.locator("input[name=action][value=vigie_ack] + input").first().inputValue();
      assertThat(acknowledged(incident)).isFalse();
      assertThat(forged(incident)).isEqualTo(401);

      you.page.locator("input[value=vigie_ack] + input[value='" + incident + "'] + button").click();

      Eventually.holds(Scene.PATIENCE, () -> assertThat(acknowledged(incident)).isTrue());
      assertThat(demo.json("/api/v1/incidents/" + incident).at("/acknowledged/by").asText())
          .isEqualTo("slack:you");
      Eventually.holds(
          Scene.PATIENCE,
          () -> assertThat(demo.get("/demo/slack").body()).contains("FAIL, acknowledged"));
      for (String path : List.of("/demo", "/demo/slack", "/demo/mail")) {
        you.canUse(path);
      }
      you.hadNothingToComplainOf();
    }
    assertThat(switched("mend", "wiki-policy-missing").exit()).isZero();
    Eventually.holds(
        Scene.PATIENCE,
        () -> {
          assertThat(demo.get("/demo/slack").body()).doesNotContain("value=\"vigie_ack\"");
          assertThat(demo.get("/demo/mail").body()).contains("RESOLVED");
        });
  }

  private boolean acknowledged(String incident) throws Exception {
    return demo.json("/api/v1/incidents/" + incident).path("acknowledged").isObject();
  }

  /** What pressing the button sends, signed by somebody who does not know the secret. */
  private int forged(String incident) throws Exception {
    URI vigie = URI.create("http://127.0.0.1:" + demo.port() + "/slack/actions");
    return new SlackPress("vigie_ack", incident, "mallory")
        .send(vigie, "not the secret", InstantSource.system().instant());
  }

  /** How many incidents the channel shows of this item; what is in their threads is not counted. */
  private long toldInSlack(String title) throws Exception {
    return Arrays.stream(demo.get("/demo/slack").body().split("<li class=\"root\"", -1))
        .filter(message -> message.contains("<strong>" + title))
        .count();
  }

  private long toldByMail(String title) throws Exception {
    return Arrays.stream(demo.get("/demo/mail").body().split("<h2>", -1))
        .filter(mail -> mail.lines().limit(1).anyMatch(subject -> subject.contains(title)))
        .count();
  }

  @Test
  void namesTheFaultsThereAreWhenAskedForAnother() throws Exception {
    VigieProcess.Finished refused = switched("break", "everything");

    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.err()).contains("shop-down").contains("was \"everything\"");
    for (JsonNode target : demo.json("/demo/standing").path("targets")) {
      assertThat(target.path("switches")).noneMatch(item -> item.path("planted").asBoolean());
    }
  }

  @Test
  void lintsAndRunsTheChecklistsOfTheDemo() throws Exception {
    String checklist = folder.resolve("data/checklists/wiki.yaml").toString();

    assertThat(VigieProcess.run(folder, "lint", checklist).exit()).isZero();
    VigieProcess.Finished looked = VigieProcess.run(folder, "run", checklist);

    assertThat(looked.exit()).as("%s%s", looked.out(), looked.err()).isZero();
    assertThat(looked.out()).contains("WIKI-01").contains("passing");
  }

  private VigieProcess.Finished switched(String verb, String fault) throws Exception {
    return VigieProcess.run(folder, "demo", verb, fault, "--port", Integer.toString(demo.port()));
  }
}
