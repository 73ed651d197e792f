package io.vigie.report.kafka;

import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * The channels. A method that returns has recorded its batch, and its offsets are committed.
 *
 * <p>The methods are blocking, not run on virtual threads: on those, batches of one channel run at
 * the same time, and a later batch could be committed before an earlier one is recorded.
 */
@ApplicationScoped
public class ReportConsumers {

  private final Intake intake;

  @Inject
  ReportConsumers(Intake intake) {
    this.intake = intake;
  }

  @Incoming("report-checks")
  @Blocking
  void checks(ConsumerRecords<String, String> batch) {
    intake.checks(list(batch));
  }

  @Incoming("report-results")
  @Blocking
  void results(ConsumerRecords<String, String> batch) {
    intake.results(list(batch));
  }

  @Incoming("report-states")
  @Blocking
  void states(ConsumerRecords<String, String> batch) {
    intake.states(list(batch));
  }

  @Incoming("report-incidents")
  @Blocking
  void incidents(ConsumerRecords<String, String> batch) {
    intake.incidents(list(batch));
  }

  @Incoming("report-checklists")
  @Blocking
  void checklists(ConsumerRecords<String, String> batch) {
    intake.checklists(list(batch));
  }

  private static List<ConsumerRecord<String, String>> list(ConsumerRecords<String, String> batch) {
    List<ConsumerRecord<String, String>> records = new ArrayList<>(batch.count());
    batch.forEach(records::add);
    return records;
  }
}
