package io.vigie.report.heartbeat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.check.ItemId;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PingAddressTest {

  private static final ItemId ITEM = ItemId.parse("chrona/production/CH-099");
  private static final byte[] KEY = "a key of thirty-two bytes, so so".getBytes(UTF_8);
  private static final byte[] OTHER = "another key of thirty-two bytes!".getBytes(UTF_8);

  @Test
  void theAddressOfAnItemStaysTheSame() {
    assertThat(PingAddress.of(KEY, ITEM))
        .isEqualTo(PingAddress.of(KEY.clone(), ItemId.parse(ITEM.toString())));
  }

  @Test
  void withoutTheKeyItCannotBeFound() {
    assertThat(PingAddress.of(KEY, ITEM)).isNotEqualTo(PingAddress.of(OTHER, ITEM));
  }

  @Test
  void itemsHaveAddressesOfTheirOwn() {
    assertThat(PingAddress.of(KEY, ITEM))
        .isNotEqualTo(PingAddress.of(KEY, ItemId.parse("chrona/production/CH-098")));
  }

  @Test
  void itLooksLikeARandomUuid() {
    UUID address = PingAddress.of(KEY, ITEM);

    assertThat(address.version()).isEqualTo(4);
    assertThat(address.variant()).isEqualTo(2);
  }
}
