package io.vigie.alert.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.alert.Samples;
import io.vigie.alert.incident.Publications.Publication;
import io.vigie.contract.state.ItemState;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every publications must do with what a ledger and an outbox changed. */
public abstract class PublicationsContract extends StoreContract {

  @Test
  void publishesEachStateUntilMarked() {
    define(check);
    assertThat(statuses()).extracting(s -> s.state()).containsExactly(ItemState.PENDING);
    List<Publication> pending = publications.unpublished(100);
    accept(Samples.passed(item, at(10)));
    publications.published(pending);
    assertThat(statuses()).extracting(s -> s.state()).containsExactly(ItemState.PASSING);
    publications.published(publications.unpublished(100));
    accept(Samples.passed(item, at(20)));
    assertThat(publications.unpublished(100)).isEmpty();
  }

  @Test
  void aNewerVersionThatAnotherPublishedFirstIsPublishedAgainBehindTheOlder() {
    define(check);
    List<Publication> old = publications.unpublished(100);
    accept(Samples.passed(item, at(10)));
    publications.published(publications.unpublished(100));
    publications.published(old);
    assertThat(statuses()).extracting(s -> s.state()).containsExactly(ItemState.PASSING);
  }

  @Test
  void incidentsAndNotificationsArePublishedWithEachChange() {
    define(check);
    accept(Samples.failed(item, at(10)));
    publications.published(publications.unpublished(100));
    Posting posting = claim("slack", at(60)).getFirst();
    deliver(posting, "1");
    assertThat(notifications("slack"))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.version()).isEqualTo(2);
              assertThat(one.attempts()).isEqualTo(1);
              assertThat(one.deliveredAt()).contains(at(61));
            });
    accept(Samples.passed(item, at(20)));
    assertThat(incidents()).singleElement().matches(incident -> incident.version() == 2);
  }
}
