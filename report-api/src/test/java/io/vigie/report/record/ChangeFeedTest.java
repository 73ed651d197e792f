package io.vigie.report.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChangeFeedTest {

  private final ChangeFeed feed = new ChangeFeed();

  @Test
  void everyWatcherHearsOfEveryChangeUntilItStopsWatching() {
    List<Change> first = new ArrayList<>();
    List<Change> second = new ArrayList<>();
    try (ChangeFeed.Watching watching = feed.watch(first::add)) {
      feed.publish(Change.ALL);
      assertThat(watching).isNotNull();
    }
    feed.watch(second::add);
    feed.publish(Change.checklist());

    assertThat(first).containsExactly(Change.ALL);
    assertThat(second).containsExactly(Change.checklist());
    assertThat(feed.watchers()).isEqualTo(1);
  }
}
