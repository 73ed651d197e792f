package io.vigie.probe.settings;

import static io.vigie.probe.settings.Nodes.list;
import static io.vigie.probe.settings.Nodes.mapping;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.vigie.probe.settings.Node.Position;
import io.vigie.probe.settings.Node.Scalar;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SettingsReaderTest {

  private final List<Problem> problems = new ArrayList<>();

  enum Redirects {
    FOLLOW,
    STAY_HERE
  }

  enum Protocol {
    HTTP_1_1("http/1.1"),
    ANY("any");

    private final String word;

    Protocol(String word) {
      this.word = word;
    }

    @JsonValue
    public String spoken() {
      return word;
    }
  }

  record Tls(
      @Setting(value = "Judge the certificate.", byDefault = "true") boolean verify,
      Optional<String> name) {}

  record Target(
      @ShortForm @Setting("Where to look.") URI url,
      @Setting(value = "How to ask.", byDefault = "GET") String method,
      @Setting(value = "What to do with a redirect.", byDefault = "stay-here") Redirects redirects,
      @Setting(value = "What to speak.", byDefault = "any") Protocol protocol,
      @Setting(value = "How long to wait.", byDefault = "10s") Duration patience,
      @Setting(value = "How much to read.", byDefault = "1024") int cap,
      Optional<Double> share,
      List<Integer> statuses,
      Map<String, String> headers,
      @Setting(value = "TLS.", byDefault = "{}") Tls tls,
      Optional<JsonNode> body) {

    Target {
      if (cap < 1) {
        throw new InvalidSetting("cap", "must be at least 1, was " + cap);
      }
      if (url.getHost() == null) {
        throw new InvalidSetting("url", "must have a host, was \"" + url + "\"");
      }
    }
  }

  record Tree(Optional<String> leaf, List<Tree> all) {}

  record Between(int least, int most) {
    Between {
      if (least > most) {
        throw new IllegalArgumentException("least must not be above most");
      }
    }
  }

  record Two(@ShortForm String one, @ShortForm String other) {}

  record Odd(StringBuilder text) {}

  record Interval(@ShortForm(only = true) Duration value) {
    Interval {
      if (value.isZero()) {
        throw new InvalidSetting("value", "must be at least 1ms, was 0s");
      }
    }
  }

  record Timed(Optional<Interval> every, Optional<Interval> timeout) {}

  record Spans(@ShortForm OneOrMore<Interval> spans, Optional<Duration> for_) {}

  record BadDefault(@Setting(value = "?", byDefault = "soon") Duration patience) {}

  @Test
  void readsEveryTypeOfSetting() {
    Target target =
        read(
            Target.class,
            mapping(
                "url",
                "https://example.com/health",
                "method",
                "HEAD",
                "redirects",
                "follow",
                "protocol",
                "http/1.1",
                "patience",
                "1m30s",
                "cap",
                7L,
                "share",
                0.5,
                "statuses",
                list(200L, 204L),
                "headers",
                mapping("Accept", "text/html"),
                "tls",
                mapping("verify", false, "name", "other"),
                "body",
                mapping("a", list(1L, "b", true))));

    assertThat(target)
        .isEqualTo(
            new Target(
                URI.create("https://example.com/health"),
                "HEAD",
                Redirects.FOLLOW,
                Protocol.HTTP_1_1,
                Duration.ofSeconds(90),
                7,
                Optional.of(0.5),
                List.of(200, 204),
                Map.of("Accept", "text/html"),
                new Tls(false, Optional.of("other")),
                Optional.of(json())));
  }

  @Test
  void fillsInDefaults() {
    Target target = read(Target.class, mapping("url", "https://example.com"));

    assertThat(target.method()).isEqualTo("GET");
    assertThat(target.redirects()).isEqualTo(Redirects.STAY_HERE);
    assertThat(target.patience()).isEqualTo(Duration.ofSeconds(10));
    assertThat(target.statuses()).isEmpty();
    assertThat(target.headers()).isEmpty();
    assertThat(target.tls()).isEqualTo(new Tls(true, Optional.empty()));
    assertThat(target.body()).isEmpty();
  }

  @Test
  void readsTheShortForm() {
    Target target = read(Target.class, new Scalar("https://example.com", new Position(3, 4)));

    assertThat(target.url()).isEqualTo(URI.create("https://example.com"));
  }

  @Test
  void reportsAProblemOfTheShortFormAtTheRecord() {
    SettingsReader.of(Target.class)
        .read(new Scalar("no-host", new Position(3, 4)), "items[0].http", problems::add);

    assertThat(problems)
        .containsExactly(
            new Problem(new Position(3, 4), "items[0].http", "must have a host, was \"no-host\""));
  }

  @Test
  void readsAValueWithRulesOfItsOwnAndReportsEachAtItsPlace() {
    assertThat(read(Timed.class, mapping("every", "1s")))
        .isEqualTo(new Timed(Optional.of(new Interval(Duration.ofSeconds(1))), Optional.empty()));

    refused(Timed.class, mapping("every", "0s", "timeout", mapping("value", "1s")));

    assertThat(problems)
        .containsExactly(
            new Problem(new Position(1, 10), "at.every", "must be at least 1ms, was 0s"),
            new Problem(
                new Position(1, 1),
                "at.timeout",
                "must be a duration such as 250ms, 10s, 5m, 1h30m or 7d, was a mapping"));
  }

  @Test
  void readsOneOrAListOfAtLeastOneAlsoAsAShortForm() {
    Interval one = new Interval(Duration.ofSeconds(1));
    Interval two = new Interval(Duration.ofSeconds(2));

    assertThat(read(Spans.class, new Scalar("1s", new Position(1, 1))))
        .isEqualTo(new Spans(new OneOrMore<>(List.of(one)), Optional.empty()));
    assertThat(read(Spans.class, list("1s", "2s")))
        .isEqualTo(new Spans(new OneOrMore<>(List.of(one, two)), Optional.empty()));
    assertThat(read(Spans.class, mapping("spans", list("1s"), "for", "5m")))
        .isEqualTo(new Spans(new OneOrMore<>(List.of(one)), Optional.of(Duration.ofMinutes(5))));
  }

  @Test
  void reportsEachOfSeveralAtItsPlaceAndAListOfNone() {
    refused(Spans.class, list("1s", "0s"));
    refused(Spans.class, mapping("spans", list()));

    assertThat(problems)
        .containsExactly(
            new Problem(new Position(7, 7), "at[1]", "must be at least 1ms, was 0s"),
            new Problem(
                new Position(7, 1), "at.spans", "must be a list of at least one, was empty"));
  }

  @Test
  void readsARecordThatContainsItself() {
    Tree tree = read(Tree.class, mapping("all", list(mapping("leaf", "a"), mapping("leaf", "b"))));

    assertThat(tree.all()).extracting(Tree::leaf).contains(Optional.of("a"), Optional.of("b"));
  }

  @Test
  void reportsEveryProblemAtOnceEachAtItsPlace() {
    refused(
        Target.class,
        mapping(
            "urll",
            "https://example.com",
            "method",
            5L,
            "redirects",
            "folow",
            "patience",
            10L,
            "cap",
            0L,
            "statuses",
            list(200L, "x"),
            "tls",
            mapping("verfy", false),
            "url",
            "nohost"));

    assertThat(problems)
        .extracting(
            problem -> problem.at().line() + ":" + problem.at().column() + ": " + problem.text())
        .containsExactlyInAnyOrder(
            "1:1: at.urll: unknown key, nearest known key: \"url\"",
            "2:10: at.method: must be text, was 5 (put it in quotes)",
            "3:10: at.redirects: must be one of follow, stay-here, was \"folow\"; nearest:"
                + " \"follow\"",
            "4:10: at.patience: must be a duration such as 250ms, 10s, 5m, 1h30m or 7d, was 10",
            "7:7: at.statuses[1]: must be a whole number, was \"x\"",
            "1:1: at.tls.verfy: unknown key, nearest known key: \"verify\"",
            "5:10: at.cap: must be at least 1, was 0");
  }

  @Test
  void reportsAMissingSettingAtTheMapping() {
    refused(Target.class, mapping("method", "GET"));

    assertThat(problems)
        .containsExactly(
            new Problem(new Position(1, 1), "at.url", "required: must be a URI, was absent"));
  }

  @Test
  void doesNotJudgeAStandInForAWrongValue() {
    refused(Target.class, mapping("url", "https://example.com", "cap", "many"));

    assertThat(problems)
        .extracting(Problem::message)
        .containsExactly("must be a whole number, was \"many\"");
  }

  @Test
  void reportsARuleOverSeveralComponentsAtTheRecord() {
    refused(Between.class, mapping("least", 3L, "most", 2L));

    assertThat(problems)
        .containsExactly(new Problem(new Position(1, 1), "at", "least must not be above most"));
  }

  @Test
  void refusesNothingWhereSomethingIsRequired() {
    refused(Tree.class, mapping("leaf", null));

    assertThat(problems).extracting(Problem::message).containsExactly("must be text, was nothing");
  }

  @Test
  void refusesAWholeNumberThatDoesNotFit() {
    refused(Between.class, mapping("least", 3_000_000_000L, "most", 2L));

    assertThat(problems)
        .extracting(Problem::message)
        .containsExactly("must be -2147483648 to 2147483647, was 3000000000");
  }

  @Test
  void refusesAListForARecordAndNamesTheShortForm() {
    refused(Target.class, list("a"));

    assertThat(problems)
        .containsExactly(
            new Problem(new Position(7, 1), "at", "must be a URI or a mapping, was a list"));
  }

  @Test
  void leavesTheKeysOfOthersAloneButKnowsThem() {
    SettingsReader<Between> reader = SettingsReader.of(Between.class).besides(Set.of("http"));

    reader.read(mapping("least", 1L, "most", 2L, "http", "x", "htpp", "y"), "", problems::add);

    assertThat(problems)
        .containsExactly(
            new Problem(new Position(4, 1), "htpp", "unknown key, nearest known key: \"http\""));
    assertThat(reader.keys()).containsExactlyInAnyOrder("least", "most", "http");
  }

  @Test
  void expandsTheShortFormForTravelling() {
    SettingsReader<Target> reader = SettingsReader.of(Target.class);
    Scalar alone = new Scalar("https://example.com", Position.NOWHERE);

    assertThat(JsonNodes.toJson(reader.expanded(alone)).toString())
        .isEqualTo("{\"url\":\"https://example.com\"}");
    assertThat(reader.read(JsonNodes.toJson(reader.expanded(alone))))
        .isEqualTo(read(Target.class, alone));
  }

  @Test
  void saysAllThatIsWrongWithTheSettingsOfAJob() {
    JsonNode json = JsonNodeFactory.instance.objectNode().put("least", "x").put("mots", 3);

    assertThatThrownBy(() -> SettingsReader.of(Between.class).read(json))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "mots: unknown key, nearest known key: \"most\"; least: must be a whole number, was"
                + " \"x\"; most: required: must be a whole number, was absent");
  }

  @Test
  void refusesRecordsThatSettingsCannotBeMadeOf() {
    assertThatThrownBy(() -> SettingsReader.of(Odd.class)).hasMessageContaining("StringBuilder");
    assertThatThrownBy(() -> SettingsReader.of(Two.class)).hasMessageContaining("one short form");
    assertThatThrownBy(() -> read(BadDefault.class, mapping()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("soon");
  }

  @Test
  void describesARecordForItsSchema() {
    RecordModel model = RecordModel.of(Target.class);

    assertThat(model.fields().getFirst())
        .isEqualTo(
            new RecordModel.Field(
                "url",
                new Shape.Address(),
                RecordModel.Presence.REQUIRED,
                "Where to look.",
                Optional.empty(),
                Optional.empty()));
    assertThat(model.fields().get(9).shape()).isEqualTo(new Shape.Nested(Tls.class));
    assertThat(model.fields().get(7).presence()).isEqualTo(RecordModel.Presence.EMPTY);
  }

  private static JsonNode json() {
    return JsonNodeFactory.instance
        .objectNode()
        .set("a", JsonNodeFactory.instance.arrayNode().add(1L).add("b").add(true));
  }

  private <R extends Record> R read(Class<R> type, Node node) {
    Optional<R> value = SettingsReader.of(type).read(node, "at", problems::add);
    assertThat(problems).isEmpty();
    return value.orElseThrow();
  }

  private void refused(Class<? extends Record> type, Node node) {
    assertThat(SettingsReader.of(type).read(node, "at", problems::add)).isEmpty();
  }
}
