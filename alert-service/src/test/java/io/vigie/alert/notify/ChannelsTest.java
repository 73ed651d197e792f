package io.vigie.alert.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.alert.notify.story.Language;
import io.vigie.alert.notify.story.Story;
import io.vigie.alert.notify.story.Voice;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChannelsTest {

  /** A kind that takes any setting. */
  private record Paper(String type) implements NotifierKind {
    @Override
    public Notifier open(ChannelSettings settings) {
      return new Notifier() {
        @Override
        public Attempt send(Story story, Optional<String> receipt) {
          return Attempt.delivered(settings.required("tray"));
        }

        @Override
        public void close() {}
      };
    }
  }

  private final Channels channels =
      new Channels(List.of(new Paper("paper"), new Paper("stone")), Voice.PLAIN);

  @Test
  void opensEachChannelWithItsKind() {
    assertThat(
            channels.open(
                Map.of(
                    "a", Map.of("type", "paper", "tray", "1"),
                    "b", Map.of("type", "stone"))))
        .containsOnlyKeys("a", "b");
  }

  @Test
  void namesTheTypesThereAre() {
    assertThatThrownBy(() -> channels.open(Map.of("ops", Map.of("type", "papyrus"))))
        .hasMessage("vigie.alert.channels.ops.type: must be one of paper, stone, was \"papyrus\"");
    assertThatThrownBy(() -> channels.open(Map.of("ops", Map.of("url", "secret-address"))))
        .hasMessage("vigie.alert.channels.ops.type: must be one of paper, stone, was absent");
  }

  @Test
  void eachChannelMayHaveALanguageAndAZoneAndTheKindKnowsNothingOfThem() {
    Map<String, Notifier> open =
        channels.open(
            Map.of(
                "a", Map.of("type", "paper", "language", "fr-FR", "zone", "Europe/Paris"),
                "b", Map.of("type", "stone")));
    assertThat(open.get("a").voice().language()).contains(Language.FRENCH);
    assertThat(open.get("a").voice().zone()).isEqualTo(ZoneId.of("Europe/Paris"));
    assertThat(open.get("b").voice()).isEqualTo(Voice.PLAIN);
    assertThatThrownBy(() -> channels.open(Map.of("ops", Map.of("type", "paper", "zone", "Mars"))))
        .hasMessage("vigie.alert.channels.ops.zone: must be like Europe/Paris or UTC, was not");
    assertThatThrownBy(
            () -> channels.open(Map.of("ops", Map.of("type", "paper", "language", "eo"))))
        .hasMessage("vigie.alert.channels.ops.language: must be en or fr, was neither");
  }

  @Test
  void refusesTwoKindsOfOneType() {
    assertThatThrownBy(
            () -> new Channels(List.of(new Paper("paper"), new Paper("paper")), Voice.PLAIN))
        .hasMessageContaining("found twice");
  }

  @Test
  void aSecretShowsItselfToNobody() {
    Secret secret = new Secret("correct horse");
    assertThat(secret).hasToString("***");
    assertThat(secret.maskedIn("said correct horse twice: correct horse"))
        .isEqualTo("said *** twice: ***");
    assertThat(new ChannelSettings("ops", Map.of("url", "correct horse")).toString())
        .doesNotContain("horse");
  }
}
