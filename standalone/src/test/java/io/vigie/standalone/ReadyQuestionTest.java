package io.vigie.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.embedded.Ports;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class ReadyQuestionTest {

  @Test
  void givesUpWhenTheServicesEnd() {
    var asked = new AtomicInteger();

    boolean ready = new ReadyQuestion(Ports.free()).await(() -> asked.incrementAndGet() < 3);

    assertThat(ready).isFalse();
    assertThat(asked).hasValue(3);
  }
}
