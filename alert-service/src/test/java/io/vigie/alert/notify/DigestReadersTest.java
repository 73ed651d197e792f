package io.vigie.alert.notify;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.alert.incident.Posting.Telling;
import io.vigie.alert.notify.story.Story;
import io.vigie.alert.route.Routes;
import io.vigie.alert.route.RuleReader;
import io.vigie.alert.silence.Silences;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DigestReadersTest {

  private static final Map<String, Notifier> CHANNELS =
      Map.of("mail", channel(true), "pager", channel(false));

  private static Notifier channel(boolean showsDigests) {
    return new Notifier() {
      @Override
      public Attempt send(Story story, Optional<String> receipt) {
        return new Attempt.Delivered(Optional.empty());
      }

      @Override
      public boolean tells(Telling telling) {
        return telling != Telling.DIGEST || showsDigests;
      }

      @Override
      public void close() {}
    };
  }

  private static void require(Map<String, String> rule, Map<String, List<String>> routes) {
    Routes read =
        new Routes(
            new RuleReader(ZoneOffset.UTC).read(Map.of("20", rule)),
            routes,
            CHANNELS.keySet(),
            Optional.empty(),
            new Silences());
    DigestReaders.require(read, CHANNELS);
  }

  @Test
  void aDigestThatItsChannelCannotShowIsRefused() {
    assertThatThrownBy(() -> require(Map.of("digest", "08:00", "channels", "mail,pager"), Map.of()))
        .hasMessage(
            "vigie.alert.rules.20.digest: must be for channels that can show a digest, was for"
                + " \"pager\"; name others in vigie.alert.rules.20.channels");
  }

  @Test
  void soIsOneOfARuleThatLeavesTheChannelsToTheRoutes() {
    Map<String, List<String>> routes = Map.of("default", List.of("mail"), "ops", List.of("pager"));
    assertThatThrownBy(() -> require(Map.of("digest", "08:00"), routes))
        .hasMessageContaining("was for \"pager\"");
    assertThatCode(() -> require(Map.of("digest", "08:00", "match.route", "shop"), routes))
        .doesNotThrowAnyException();
  }

  @Test
  void aRuleWithoutADigestMayLeadAnywhere() {
    assertThatCode(() -> require(Map.of("channels", "pager"), Map.of())).doesNotThrowAnyException();
    assertThatCode(() -> require(Map.of("channels", "mail", "digest", "08:00"), Map.of()))
        .doesNotThrowAnyException();
  }
}
