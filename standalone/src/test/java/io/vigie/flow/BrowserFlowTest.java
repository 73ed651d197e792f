package io.vigie.flow;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.vigie.flow.Onlooker.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.RequestOptions;
import io.vigie.embedded.Ports;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The pages in a real browser. Skipped where there is none, except in CI, where there must be one.
 */
class BrowserFlowTest {

  @TempDir Path folder;

  private Scene scene;
  private VigieProcess vigie;
  private Onlooker ana;
  private Page page;

  @BeforeEach
  void open() throws Exception {
    Onlooker.assumeThereIsABrowser();
    scene = new Scene(folder);
    vigie =
        VigieProcess.serve(
                Ports.free(),
                folder.resolve("vigie.log"),
                "up",
                scene.checklists.toString(),
                "--data",
                folder.resolve("data").toString(),
                "--config",
                scene.settings.toString())
            .awaitReady();
    Scene.awaitDecision(vigie, "go");
    ana = Onlooker.at(vigie);
    page = ana.page;
  }

  @AfterEach
  void close() {
    if (ana != null) {
      ana.close();
    }
    if (vigie != null) {
      vigie.close();
      scene.close();
    }
  }

  @Test
  void changeWhileOneWatches() {
    ana.goesTo("/");
    Locator verdicts = page.locator("main");
    assertThat(verdicts).containsText("GO");
    assertThat(verdicts).not().containsText("NO-GO");
    page.evaluate("window.stillTheSamePage = true");

    scene.shop.plant("shop-hsts-missing");
    assertThat(verdicts).containsText("NO-GO", patiently());
    scene.shop.mend("shop-hsts-missing");
    assertThat(verdicts).not().containsText("NO-GO", patiently());

    assertThat(page.evaluate("window.stillTheSamePage")).isEqualTo(true);
    ana.hadNothingToComplainOf();
  }

  @Test
  void takeWhatPeopleDoAboutAnIncident() {
    scene.shop.plant("shop-hsts-missing");
    ana.goesTo("/incidents");
    Locator main = page.locator("main");
    page.locator("tr.edge-no-go a.name")
        .first()
        .click(new Locator.ClickOptions().setTimeout((double) Scene.PATIENCE.toMillis()));
    assertThat(main).containsText("Look after it");

    page.getByLabel("Your name").first().fill("ana");
    page.getByLabel("Comment").fill("on it");
    page.getByText("Acknowledge", new Page.GetByTextOptions().setExact(true)).click();
    assertThat(main).containsText("ana looks after it", patiently());
    assertThat(main).containsText("acknowledged by ana", patiently());
    assertThat(main).not().containsText("on its way");
    String incident = URI.create(page.url()).getPath();
    ana.needsNoMoreThanASmallScreen(incident);
    ana.canUse(incident);

    ana.goesTo("/silences");
    page.getByLabel("System").fill("shop");
    page.getByLabel("Reason").fill("deployment");
    page.getByLabel("Your name").last().fill("ana");
    page.getByText("Preview", new Page.GetByTextOptions().setExact(true)).click();
    assertThat(main).containsText("failing at P0");
    page.locator("button.main").click();
    assertThat(main).containsText("1 silence", patiently());
    assertThat(main).containsText("system shop");
    isLeftOpenWhereItWas(main);
    ana.needsNoMoreThanASmallScreen("/silences");
    ana.canUse("/silences");
    ana.canUse("/incidents");
    ana.hadNothingToComplainOf();
  }

  /** Another silence comes to stand before the one that somebody is about to end. */
  private void isLeftOpenWhereItWas(Locator main) {
    main.locator("summary").click();
    Locator open = main.locator("details[open]");
    open.getByLabel("Your name").fill("ana");
    Map<String, Object> longer =
        Map.of("matcher", Map.of("system", "shop"), "reason", "move", "by", "ben", "for", "2d");
    page.request().post(ana.address("/api/v1/silences"), RequestOptions.create().setData(longer));

    assertThat(main).containsText("2 silences", patiently());
    assertThat(open).hasCount(1);
    assertThat(open.getByLabel("Your name")).hasValue("ana");
  }

  @Test
  void areReadWithoutAMouseOnASmallScreenAndByEverybody() {
    for (String path :
        List.of("/", "/systems/shop/production", "/incidents", "/silences?preview=yes")) {
      ana.needsNoMoreThanASmallScreen(path);
      page.keyboard().press("Tab");
      assertThat(page.evaluate("document.activeElement.tagName")).isEqualTo("A");
      ana.canUse(path);
    }
    ana.goesTo("/systems/shop/production");
    ana.canUse(page.locator("a[href^='/items/shop/production/']").first().getAttribute("href"));
    ana.hadNothingToComplainOf();
  }
}
