package io.vigie.scheduler.plan;

import static io.vigie.scheduler.plan.Samples.CODEC;
import static io.vigie.scheduler.plan.Samples.NOON;
import static io.vigie.scheduler.plan.Samples.id;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.ProbeOrder;
import io.vigie.contract.check.Severity;
import io.vigie.contract.job.Job;
import io.vigie.contract.job.RunId;
import io.vigie.contract.wire.MessageType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LetterTest {

  private static final ItemId ITEM = id("CH-089");

  @Test
  void isWhatTheCodecWouldHaveWritten() {
    Random random = new Random(7);
    ProbeOrder order = Samples.order();
    Letter letter = Letter.of(ITEM, "3f9a1c", order, CODEC);
    for (int i = 0; i < 1_000; i++) {
      Instant due = NOON.plusMillis(random.nextLong(10_000_000_000L));
      Instant end = i % 3 == 0 ? due.plusMillis(random.nextInt(1, 9_999)) : due.plusSeconds(60);

      assertSame(letter, new Job(RunId.of(ITEM, due), ITEM, "3f9a1c", order, due, end));
    }
  }

  @Test
  void isNotConfusedByWhatAnAuthorWrote() {
    ProbeOrder order =
        new ProbeOrder(
            "http",
            JsonNodeFactory.instance
                .objectNode()
                .put("a", "00000000-0000-0000-0000-000000000001")
                .put("dueAt", "0001-01-01T00:00:00.000000001Z")
                .put("notAfter", "0001-01-01T00:00:00.000000002Z"),
            List.of("0001-01-01T00:00:00.000000002Z", "\"dueAt\":\"é\""),
            "0001-01-01T00:00:00.000000001Z",
            Duration.ofSeconds(5));
    Letter letter = Letter.of(ITEM, "r", order, CODEC);

    assertSame(letter, new Job(RunId.of(ITEM, NOON), ITEM, "r", order, NOON, NOON.plusSeconds(30)));
  }

  @Test
  void stillHoldsTheOrder() {
    ProbeOrder order = Samples.order();

    Letter letter = Letter.of(ITEM, "r", order.at("inside"), CODEC);

    assertThat(letter.location()).isEqualTo("inside");
    assertThat(letter.job(ITEM, CODEC).probe()).isEqualTo(order.at("inside"));
  }

  private static void assertSame(Letter letter, Job job) {
    assertThat(
            new String(letter.with(job.run(), job.dueAt(), job.notAfter()), StandardCharsets.UTF_8))
        .isEqualTo(CODEC.write(MessageType.JOB, job, NOON).json());
  }

  @Test
  void saysHowBadAFailureIs() {
    Letter letter =
        Letter.of(ITEM, "r", Samples.order(), java.util.Optional.of(Severity.P1), CODEC);

    assertThat(letter.job(ITEM, CODEC).severity()).contains(Severity.P1);
  }
}
