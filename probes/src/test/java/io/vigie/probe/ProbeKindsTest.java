package io.vigie.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vigie.probe.expect.Vocabulary;
import io.vigie.probe.http.HttpProbe;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProbeKindsTest {

  /** A kind of any name. */
  private record Named(String name) implements ProbeKind<Named.Nothing> {
    record Nothing() {}

    @Override
    public Class<Nothing> settings() {
      return Nothing.class;
    }

    @Override
    public Vocabulary vocabulary() {
      return new Vocabulary(Map.of());
    }

    @Override
    public List<String> defaultExpectations(Nothing settings) {
      return List.of();
    }

    @Override
    public Future<Observation> observe(Nothing settings, ProbeContext context) {
      return Future.failedFuture("nothing to see");
    }
  }

  @Test
  void findsWhatIsThere() {
    assertThat(ProbeKinds.discovered().names()).contains("http");
    assertThat(ProbeKinds.discovered().find("http"))
        .hasValueSatisfying(kind -> assertThat(kind).isInstanceOf(HttpProbe.class));
  }

  @Test
  void refusesTwoKindsOfOneName() {
    assertThatThrownBy(() -> ProbeKinds.of(List.of(new Named("http"), new HttpProbe())))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("probe kind \"http\": must be implemented once")
        .hasMessageContaining(HttpProbe.class.getName());
  }

  @Test
  void refusesANameThatIsNoSlug() {
    assertThatThrownBy(() -> ProbeKinds.of(List.of(new Named("My Kind"))))
        .hasMessageContaining("must be lower-case letters, digits and dashes, was \"My Kind\"");
  }

  @Test
  void namesTheNearestKindForAnUnknownOne() {
    ProbeKinds kinds = ProbeKinds.of(List.of(new HttpProbe(), new Named("dns")));

    assertThat(kinds.find("htpp")).isEmpty();
    assertThat(kinds.unknown("htpp"))
        .isEqualTo("unknown kind \"htpp\"; nearest known kind: \"http\"");
    assertThat(kinds.unknown("carrier-pigeon"))
        .isEqualTo("unknown kind \"carrier-pigeon\"; known kinds: dns, http");
  }
}
