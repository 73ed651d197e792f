package io.vigie.alert.notify.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.contract.alert.IncidentId;
import io.vigie.contract.check.ItemId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SiteTest {

  private static final ItemId ITEM = new ItemId("chrona", "production", "CH-001");

  @Test
  void knowsThePageOfAnItem() {
    assertThat(new Site(Optional.of(" https://vigie.example.com/ops// ")).page(ITEM))
        .contains("https://vigie.example.com/ops/items/chrona/production/CH-001");
    assertThat(new Site(Optional.of("http://vigie:8080")).page(ITEM))
        .contains("http://vigie:8080/items/chrona/production/CH-001");
  }

  @Test
  void knowsThePageOfAnIncidentAndWhereItemsAreSilenced() {
    Site site = new Site(Optional.of("https://vigie.example.com"));
    IncidentId incident = IncidentId.parse("00000000-0000-0000-0000-000000000001");
    assertThat(site.page(incident))
        .contains("https://vigie.example.com/incidents/00000000-0000-0000-0000-000000000001");
    assertThat(site.silence(ITEM))
        .contains(
            "https://vigie.example.com/silences?system=chrona&environment=production&item=CH-001");
    assertThat(site.incidents()).contains("https://vigie.example.com/incidents");
  }

  @Test
  void mayNotBeKnown() {
    assertThat(Site.UNKNOWN.page(ITEM)).isEmpty();
    assertThat(new Site(Optional.of("  ")).page(ITEM)).isEmpty();
  }

  @Test
  void refusesWhatIsNoAddress() {
    assertThatThrownBy(() -> new Site(Optional.of("vigie.example.com")))
        .hasMessage(
            "vigie.alert.external-url: must begin with https:// or http:// and hold no ? or #, was"
                + " \"vigie.example.com\"");
    assertThatThrownBy(() -> new Site(Optional.of("javascript://x")))
        .hasMessageContaining("must begin with");
    assertThatThrownBy(() -> new Site(Optional.of("https://x/?a=b")))
        .hasMessageContaining("must begin with");
  }
}
