package io.vigie.scheduler.checklist;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.scheduler.checklist.layout.ChecklistLayout;
import io.vigie.scheduler.checklist.layout.ChecklistLayout.Laid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LayoutsTest {

  private static final ChecklistLayout LAYOUT = Layouts.of(TestKind.ALL);

  private static final String MESSY =
      """
      # yaml-language-server: $schema=x
      # The shop.

      environment: 'production'
      # Named after the shop.
      system:   shop


      items:
      # The first.
      -   title:   "Home 🏠"     # what a person reads
          # How it is found.
          http:
                url: 'https://shop.example.com/'
                # Asked politely.
                headers:
                   Accept: 'text/html'
          fix: |
             Restart it.

               Then look.

          # Its name.
          id: home
          expect:
          - status == 200
          # Not too much.
          - 'body == ""'
      # - id: not-yet
      #   http: https://shop.example.com/later

      # The second.
      - id: other
        severity: P1
        tags: [a,
           b]
        http: https://shop.example.com/
      vigie: 1
      # The end.
      """;

  private static final String NEAT =
      """
      # yaml-language-server: $schema=x
      # The shop.

      vigie: 1
      # Named after the shop.
      system: shop
      environment: "production"

      items:
        # The first.
        # Its name.
        - id: home
          title: "Home 🏠"     # what a person reads
          # How it is found.
          http:
            url: "https://shop.example.com/"
            # Asked politely.
            headers:
              Accept: "text/html"
          expect:
            - status == 200
            # Not too much.
            - 'body == ""'
          fix: |
            Restart it.

              Then look.
        # - id: not-yet
        #   http: https://shop.example.com/later

        # The second.
        - id: other
          severity: P1
          http: https://shop.example.com/
          tags: [a,
             b]
      # The end.
      """;

  @Test
  void bringsKeysIndentationAndQuotesIntoOneForm() {
    assertThat(LAYOUT.of(MESSY)).isEqualTo(new Laid.Uniform(NEAT));
  }

  @Test
  void leavesTheUniformFormAsItIs() {
    assertThat(LAYOUT.of(NEAT)).isEqualTo(new Laid.Uniform(NEAT));
  }

  @Test
  void knowsLinesOfOtherSystems() {
    assertThat(LAYOUT.of(MESSY.replace("\n", "\r\n"))).isEqualTo(new Laid.Uniform(NEAT));
  }

  @Test
  void movesNothingWhereAliasesPointBackwards() {
    String text = "system: &s shop\nvigie: 1\nenvironment: *s\n";

    assertThat(LAYOUT.of(text)).isEqualTo(new Laid.Uniform(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a: [", "", "a: 1\na: 2\n", "a: !tag x\n", "a: 1\n---\nb: 2\n", "a: *b\n"})
  void leavesAloneWhatCannotBeRead(String text) {
    assertThat(LAYOUT.of(text)).isInstanceOf(Laid.LeftAlone.class);
  }

  static Stream<Path> filesOfTheRepository() throws IOException {
    List<Path> folders =
        List.of(
            Path.of("../checklists"),
            Path.of("../docs/reference/examples"),
            Path.of("../standalone/src/main/resources/demo"),
            Path.of("src/test/resources/checklists/valid"));
    Stream.Builder<Path> files = Stream.builder();
    for (Path folder : folders) {
      Layouts.filesBelow(folder).forEach(files);
    }
    return files.build();
  }

  @ParameterizedTest
  @MethodSource("filesOfTheRepository")
  void understandsEveryFileOfTheRepository(Path file) throws IOException {
    assertThat(LAYOUT.of(Files.readString(file))).isInstanceOf(Laid.Uniform.class);
  }

  static Stream<Path> brokenFiles() throws IOException {
    return Layouts.filesBelow(Path.of("src/test/resources/checklists/invalid")).stream();
  }

  /** What is wrong in them is wrong in the uniform form as well; none of them makes it stumble. */
  @ParameterizedTest
  @MethodSource("brokenFiles")
  void neverStumblesOverBrokenOnes(Path file) throws IOException {
    if (LAYOUT.of(Files.readString(file)) instanceof Laid.LeftAlone(String why)) {
      assertThat(why).doesNotContain("Exception");
    }
  }

  @Test
  void theExampleOfEverythingIsUniform() throws IOException {
    String text = Files.readString(Path.of("../docs/reference/examples/everything.yaml"));

    assertThat(LAYOUT.of(text)).isEqualTo(new Laid.Uniform(text));
  }
}
