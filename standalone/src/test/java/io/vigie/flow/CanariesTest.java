package io.vigie.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Whoever finds nothing must be known to find something. */
class CanariesTest {

  private final Canaries canaries = new Canaries();
  private final String value = canaries.hatch("seen");

  @Test
  void aSecretIsFoundInEachForm() {
    Parrots.WAYS.forEach(
        (way, spoken) -> {
          for (String before : new String[] {"", "x", "xy", "operator:"}) {
            assertThat(canaries.foundIn("a " + spoken.apply(before + value + ":y") + " z"))
                .as(way + " after " + before)
                .isNotEmpty();
          }
        });
  }

  @Test
  void anotherSecretIsNotFound() {
    String other = new Canaries().hatch("other");

    for (UnaryOperator<String> spoken : Parrots.WAYS.values()) {
      assertThat(canaries.foundIn(spoken.apply(other))).isEmpty();
    }
  }
}
