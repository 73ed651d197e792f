package io.vigie.probe.burst;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LatenciesTest {

  @Test
  void ofNothingIsNothing() {
    Latencies none = new Latencies();

    assertThat(none.percentile(95)).isZero();
    assertThat(none.least()).isZero();
    assertThat(none.most()).isZero();
  }

  @Test
  void ofOneIsThatOne() {
    Latencies one = new Latencies();

    one.add(Duration.ofMillis(1234));

    assertThat(one.percentile(50)).isEqualTo(Duration.ofMillis(1234));
    assertThat(one.percentile(99)).isEqualTo(Duration.ofMillis(1234));
  }

  @Test
  void isWithinOnePercentOfTheTruthAndNeverBelow() {
    Random random = new Random(7);
    Latencies latencies = new Latencies();
    long[] micros = new long[20_000];
    for (int i = 0; i < micros.length; i++) {
      micros[i] = (long) Math.exp(random.nextDouble() * 18);
      latencies.add(Duration.ofNanos(micros[i] * 1_000));
    }
    Arrays.sort(micros);

    for (double percent : new double[] {1, 25, 50, 90, 95, 99, 99.9, 100}) {
      long exact = micros[(int) Math.ceil(micros.length * percent / 100) - 1];
      long found = latencies.percentile(percent).toNanos() / 1_000;
      assertThat(found).as("%s %%", percent).isBetween(exact, exact + exact / 100 + 1);
    }
    assertThat(latencies.least().toNanos() / 1_000).isEqualTo(micros[0]);
    assertThat(latencies.most().toNanos() / 1_000).isEqualTo(micros[micros.length - 1]);
  }

  @Test
  void standsWhatIsLongerThanAnyRun() {
    Latencies latencies = new Latencies();

    latencies.add(Duration.ofDays(10_000));

    assertThat(latencies.percentile(95)).isEqualTo(Duration.ofDays(10_000));
  }
}
