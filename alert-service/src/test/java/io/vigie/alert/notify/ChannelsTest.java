package io.vigie.alert.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.alert.notify.story.Story;
import io.vigie.alert.notify.story.Voice;
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
