package io.vigie.runner.kafka;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** A process that takes jobs and never ends one, until it is killed. */
final class DoomedRunner {

  private DoomedRunner() {}

  public static void main(String[] arguments) throws InterruptedException {
    Kafka kafka = new Kafka(arguments[2]);
    String location = arguments[1];
    JobSource source =
        arguments[0].equals("share-group")
            ? new ShareGroupJobSource(
                kafka.settings.client(), JobQueue.of(location), kafka.letters(), 8, 5)
            : new ConsumerGroupJobSource(
                kafka.settings.client(), JobQueue.of(location), kafka.letters(), 5);
    RecordingTaker taker = new RecordingTaker(100, _ -> true);
    source.start(taker);
    while (taker.next(Duration.ofSeconds(60)) != null) {
      System.out.println("TOOK");
    }
    new CountDownLatch(1).await();
  }
}
