package io.vigie.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** Somebody with a browser in front of a Vigie. */
final class Onlooker implements AutoCloseable {

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

  /** What keeps somebody from using a page; what is less is a matter of taste. */
  private static final Set<String> GRAVE = Set.of("serious", "critical");

  private final VigieProcess vigie;
  private final Playwright playwright;
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  final Page page;

  private Onlooker(VigieProcess vigie) {
    this.vigie = vigie;
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

  /** Skips the test where there is no browser, except in CI, where there must be one. */
  static void assumeThereIsABrowser() {
    boolean inCi = "true".equals(System.getenv("CI"));
    assumeTrue(inCi || Files.exists(CHROMIUM), "no browser at " + CHROMIUM);
  }

  static Onlooker at(VigieProcess vigie) {
    return new Onlooker(vigie);
  }

  Onlooker goesTo(String path) {
    page.navigate(address(path));
    return this;
  }

  String address(String path) {
    return "http://127.0.0.1:" + vigie.port() + path;
  }

  static LocatorAssertions.ContainsTextOptions patiently() {
    return new LocatorAssertions.ContainsTextOptions()
        .setTimeout((double) Scene.PATIENCE.toMillis());
  }

  /** The page shows everything on a small screen without being moved sideways. */
  void needsNoMoreThanASmallScreen(String path) {
    page.setViewportSize(320, 640);
    goesTo(path);
    Object overflow =
        page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth");
    assertThat(overflow).as("sideways scrolling of %s", path).isEqualTo(0);
  }

  /** Nothing on the page keeps anybody from using it, as far as axe can tell. */
  void canUse(String path) {
    page.setViewportSize(1280, 900);
    goesTo(path);
    List<String> barriers =
        new AxeBuilder(page)
            .analyze().getViolations().stream()
                .filter(rule -> GRAVE.contains(rule.getImpact()))
                .flatMap(
                    rule ->
                        rule.getNodes().stream().map(node -> rule.getId() + ": " + node.getHtml()))
                .distinct()
                .toList();
    assertThat(barriers).as("what stands in the way on %s", path).isEmpty();
  }

  void hadNothingToComplainOf() {
    assertThat(complaints).as("what the browser complained of").isEmpty();
  }

  @Override
  public void close() {
    playwright.close();
  }
}
