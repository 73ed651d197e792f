package io.vigie.scheduler.checklist;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What items of several files say of each other. */
class ReferencesTest {

  private static final String SHOP = "vigie: 1\nsystem: shop\nenvironment: p\nitems:\n";
  private static final String LOGIN = "vigie: 1\nsystem: login\nenvironment: p\nitems:\n";

  @TempDir Path folder;
  private Desk desk;

  @BeforeEach
  void sitDown() {
    desk = new Desk(folder);
  }

  @Test
  void anItemOfAnotherFileIsKnown() {
    desk.write("a.yaml", SHOP + item("home", "login/p/page"));
    desk.write("b.yaml", LOGIN + item("page", ""));

    assertThat(desk.problems()).isEmpty();
  }

  @Test
  void oneThatIsNotThereIsAnErrorThatNamesTheNearest() {
    desk.write("a.yaml", SHOP + item("home", "login/p/pgae"));
    desk.write("b.yaml", LOGIN + item("page", ""));

    assertThat(desk.problems())
        .containsExactly(
            "a.yaml:5:59: items[0].dependsOn[0]: unknown item \"pgae\", nearest known item:"
                + " \"page\"");
    assertThat(desk.read().checklists()).hasSize(1);
  }

  @Test
  void aMistakeInTheHeadOrInAKeyHidesNoneOfThem() {
    String head = SHOP.replace("items:", "zone: Europe/Pariss\nowner: []\nitems:");
    desk.write(
        "a.yaml",
        head
            + "  - { id: one, every: 0s, dependsOn: [two], http: \"https://shop.example.com\" }\n"
            + "  - { id: two, severity: P9, dependsOn: [one, thre], when: vars.,"
            + " http: \"https://shop.example.com\" }\n");

    assertThat(desk.problems())
        .satisfiesExactly(
            problem -> assertThat(problem).startsWith("a.yaml:4:7: zone: "),
            problem -> assertThat(problem).startsWith("a.yaml:5:8: owner: "),
            problem -> assertThat(problem).startsWith("a.yaml:7:23: items[0].every: "),
            problem -> assertThat(problem).startsWith("a.yaml:8:26: items[1].severity: "),
            problem -> assertThat(problem).contains("items[1].dependsOn[0]", "one → two → one"),
            problem -> assertThat(problem).contains("items[1].dependsOn[1]", "\"thre\""),
            problem -> assertThat(problem).contains("items[1].when"));
  }

  @Test
  void oneOfASystemThatIsNotReadIsAWarning() {
    desk.write("a.yaml", SHOP + item("home", "mail/p/relay, mail/p"));

    assertThat(desk.problems())
        .containsExactly(
            "a.yaml:5:59: warning: items[0].dependsOn[0]: should be an item of a system that is"
                + " read, \"mail/p\" is not",
            "a.yaml:5:73: warning: items[0].dependsOn[1]: should be a system that is read,"
                + " \"mail/p\" is not; known systems: shop/p");
    assertThat(desk.read().checklists()).hasSize(1);
  }

  @Test
  void oneOfAFileThatCannotBeReadMayBeThere() {
    desk.write("a.yaml", SHOP + item("home", "login/p/page"));
    desk.write("b.yaml", LOGIN + "  - [");
    desk.write("c.yaml", LOGIN + item("other", ""));

    assertThat(desk.read().checklists()).hasSize(2);
    assertThat(desk.problems())
        .anyMatch(problem -> problem.startsWith("a.yaml:5:59: warning: items[0].dependsOn[0]"));
  }

  @Test
  void anItemOfABrokenFileIsKnownAllTheSame() {
    desk.write("a.yaml", SHOP + item("home", "login/p/page"));
    desk.write("b.yaml", LOGIN + item("page", "").replace("http:", "htpp:"));

    assertThat(desk.problems()).hasSize(1).first().asString().startsWith("b.yaml");
  }

  @Test
  void aCircleAcrossFilesIsShown() {
    desk.write("a.yaml", SHOP + item("home", "login/p/page"));
    desk.write("b.yaml", LOGIN + "  - { id: page, rollup: { all: [shop/p/home] } }\n");

    assertThat(desk.problems())
        .containsExactly(
            "a.yaml:5:59: items[0].dependsOn[0]: must not lead back to itself, leads"
                + " login/p/page → home → login/p/page");
  }

  @Test
  void soIsOneThatLeadsThroughAWholeSystem() {
    desk.write("a.yaml", SHOP + item("home", "login/p"));
    desk.write("b.yaml", LOGIN + item("page", "shop/p/home"));

    assertThat(desk.problems()).hasSize(1);
    assertThat(desk.problems().getFirst()).contains("must not lead back to itself, leads ");
  }

  @Test
  void twoWaysToOneItemAreNoCircle() {
    desk.write(
        "a.yaml", SHOP + item("a", "b, c") + item("b", "d") + item("c", "d") + item("d", ""));

    assertThat(desk.problems()).isEmpty();
  }

  @Test
  void aChainOfTenThousandIsNoTrouble() {
    StringBuilder chain = new StringBuilder(SHOP);
    for (int i = 0; i < 10_000; i++) {
      chain.append("  - { id: i" + i + ", rollup: i" + (i + 1) % 10_000 + " }\n");
    }
    desk.write("a.yaml", chain.toString());

    assertThat(desk.read().problems()).hasSize(1);
  }

  @Test
  void aSystemOfTenThousandIsNoTroubleEither() {
    StringBuilder many = new StringBuilder(LOGIN);
    for (int i = 0; i < 10_000; i++) {
      many.append("  - { id: i" + i + ", rollup: other/p/x }\n");
    }
    desk.write("a.yaml", SHOP + item("home", "login/p"));
    desk.write("b.yaml", many.toString());
    desk.write("c.yaml", LOGIN.replace("login", "other") + item("x", "shop/p/home"));

    assertThat(desk.problems()).isNotEmpty().allMatch(said -> said.contains("lead back to itself"));
  }

  private static String item(String id, String needed) {
    return "  - { id: " + id + ", http: https://a.example.com/, dependsOn: [" + needed + "] }\n";
  }
}
