package io.vigie.runner.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.vigie.contract.check.ProbeOrder;
import io.vigie.probe.ProbeKinds;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OrderReaderTest {

  private final OrderReader orders = new OrderReader(ProbeKinds.discovered());

  @Test
  void readsAnOrderOnceForAllRunsOfACheck() {
    Order<?> first = orders.read(order("https://shop.example.com/", "status == 200"));

    assertThat(orders.read(order("https://shop.example.com/", "status == 200"))).isSameAs(first);
    assertThat(first.target()).hasValue("shop.example.com");
    assertThat(first.instance()).isEqualTo("https://shop.example.com/");
  }

  @Test
  void readsAnOrderAnewThatDiffersInAnything() {
    Order<?> first = orders.read(order("https://shop.example.com/", "status == 200"));
    Order<?> elsewhere = orders.read(order("https://shop.example.com/a", "status == 200"));
    Order<?> otherwise = orders.read(order("https://shop.example.com/", "status == 204"));

    assertThat(elsewhere.instance()).isEqualTo("https://shop.example.com/a");
    assertThat(otherwise.expected().expressions()).containsExactly("status == 204");
    assertThat(first.expected().expressions()).containsExactly("status == 200");
  }

  @Test
  void saysEachTimeWhatCannotBeRead() {
    ProbeOrder unreadable = order("https://shop.example.com/", "status ==");

    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> orders.read(unreadable))
          .isInstanceOfSatisfying(
              Order.Unreadable.class,
              e -> assertThat(e.code()).isEqualTo("expectation-unreadable"));
    }
  }

  private static ProbeOrder order(String url, String expectation) {
    var settings = JsonNodeFactory.instance.objectNode().put("url", url);
    return new ProbeOrder("http", settings, List.of(expectation), "outside", Duration.ofSeconds(5));
  }
}
