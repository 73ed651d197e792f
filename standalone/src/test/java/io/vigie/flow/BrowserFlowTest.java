package io.vigie.flow;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.vigie.embedded.Ports;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The pages in a real browser. Skipped where there is none, except in CI, where there must be one.
 */
class BrowserFlowTest {

  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final List<String> FLAGS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  /** On its way, or there already. */
  private static final Pattern ACKNOWLEDGED =
      Pattern.compile("Your acknowledgement is on its way|ana looks after it");

  @TempDir Path folder;

  private Scene scene;
  private VigieProcess vigie;
  private Playwright playwright;
  private Page page;
  private final List<String> complaints = new CopyOnWriteArrayList<>();

  @BeforeEach
  void open() throws Exception {
    boolean inCi = "true".equals(System.getenv("CI"));
    assumeTrue(inCi || Files.exists(CHROMIUM), "no browser at " + CHROMIUM);
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
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    Browser browser =
        playwright
            .chromium()
            .launch(new BrowserType.LaunchOptions().setExecutablePath(CHROMIUM).setArgs(FLAGS));
    page = browser.newPage();
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error") || message.type().equals("warning")) {
            complaints.add(message.text());
          }
        });
    page.onPageError(complaints::add);
  }

  @AfterEach
  void close() {
    if (playwright != null) {
      playwright.close();
    }
    if (vigie != null) {
      vigie.close();
      scene.close();
    }
  }

  @Test
  void changeWhileOneWatches() {
    page.navigate(address("/"));
    Locator verdicts = page.locator("main");
    assertThat(verdicts).containsText("GO");
    assertThat(verdicts).not().containsText("NO-GO");
    page.evaluate("window.stillTheSamePage = true");

    scene.shop.plant("shop-hsts-missing");
    assertThat(verdicts).containsText("NO-GO", patiently());
    scene.shop.mend("shop-hsts-missing");
    assertThat(verdicts).not().containsText("NO-GO", patiently());

    assertThat(page.evaluate("window.stillTheSamePage")).isEqualTo(true);
    assertThat(complaints).as("what the browser complained of").isEmpty();
  }

  @Test
  void takeWhatPeopleDoAboutAnIncident() {
    scene.shop.plant("shop-hsts-missing");
    page.navigate(address("/incidents"));
    Locator main = page.locator("main");
    page.locator("tr.edge-no-go a.name")
        .first()
        .click(new Locator.ClickOptions().setTimeout((double) Scene.PATIENCE.toMillis()));
    assertThat(main).containsText("Look after it");

    page.getByLabel("Your name").first().fill("ana");
    page.getByLabel("Comment").fill("on it");
    page.getByText("Acknowledge", new Page.GetByTextOptions().setExact(true)).click();
    assertThat(main).containsText(ACKNOWLEDGED, patiently());
    fitsOnASmallScreen(URI.create(page.url()).getPath());

    page.navigate(address("/silences"));
    page.getByLabel("System").fill("shop");
    page.getByLabel("Reason").fill("deployment");
    page.getByLabel("Your name").last().fill("ana");
    page.getByText("Preview", new Page.GetByTextOptions().setExact(true)).click();
    assertThat(main).containsText("failing at P0");
    page.locator("button.main").click();
    assertThat(main).containsText("1 silence", patiently());
    assertThat(main).containsText("system shop");
    fitsOnASmallScreen("/silences");
    assertThat(complaints).as("what the browser complained of").isEmpty();
  }

  @Test
  void areReadWithoutAMouseAndOnASmallScreen() {
    for (String path :
        List.of("/", "/systems/shop/production", "/incidents", "/silences?preview=yes")) {
      fitsOnASmallScreen(path);
      page.keyboard().press("Tab");
      assertThat(page.evaluate("document.activeElement.tagName")).isEqualTo("A");
    }
    assertThat(complaints).as("what the browser complained of").isEmpty();
  }

  private void fitsOnASmallScreen(String path) {
    page.setViewportSize(320, 640);
    page.navigate(address(path));
    Object overflow =
        page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth");
    assertThat(overflow).as("sideways scrolling of %s", path).isEqualTo(0);
  }

  private String address(String path) {
    return "http://127.0.0.1:" + vigie.port() + path;
  }

  private static LocatorAssertions.ContainsTextOptions patiently() {
    return new LocatorAssertions.ContainsTextOptions()
        .setTimeout((double) Scene.PATIENCE.toMillis());
  }
}
