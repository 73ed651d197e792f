package io.vigie.scheduler.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vigie.contract.check.ItemId;
import io.vigie.contract.job.Job;
import io.vigie.contract.job.RunId;
import io.vigie.contract.wire.Envelope;
import io.vigie.contract.wire.MessageType;
import io.vigie.contract.wire.WireCodec;
import io.vigie.scheduler.plan.Plan.Run;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/** Jobs as records; what all jobs have in common is made once. One thread. */
final class JobRecords {

  private static final String ID = "ce_id";
  private static final String TIME = "ce_time";
  private static final String SUBJECT = "ce_subject";
  private static final Set<String> OWN = Set.of(ID, TIME, SUBJECT);

  private final WireCodec codec;
  private List<Header> common = List.of();
  private Header time;

  JobRecords(WireCodec codec) {
    this.codec = codec;
  }

  /** A turn begins: its jobs say that they were made now. */
  void begin(Instant now) {
    time = header(TIME, now.toString());
  }

  ProducerRecord<byte[], byte[]> record(String topic, Run run) {
    RunId id = run.id();
    byte[] value = run.letter().with(id, run.dueAt(), run.notAfter());
    return record(topic, run.planned().item(), id, value);
  }

  ProducerRecord<byte[], byte[]> record(String topic, Job job, Instant now) {
    begin(now);
    byte[] value = codec.write(MessageType.JOB, job, now).json().getBytes(UTF_8);
    return record(topic, job.item(), job.run(), value);
  }

  private ProducerRecord<byte[], byte[]> record(
      String topic, ItemId item, RunId run, byte[] value) {
    if (common.isEmpty()) {
      common = common(item, run);
    }
    String subject = item.toString();
    List<Header> headers = new ArrayList<>(common.size() + OWN.size());
    headers.addAll(common);
    headers.add(header(ID, run.toString()));
    headers.add(time);
    headers.add(header(SUBJECT, subject));
    return new ProducerRecord<>(topic, null, null, subject.getBytes(UTF_8), value, headers);
  }

  /** The headers that every job has; which they are is the codec's to say. */
  private List<Header> common(ItemId item, RunId run) {
    Job sample =
        new Job(
            run,
            item,
            "",
            new io.vigie.contract.check.ProbeOrder(
                "",
                com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.objectNode(),
                List.of(),
                "",
                java.time.Duration.ZERO),
            Instant.EPOCH,
            Instant.EPOCH.plusSeconds(1));
    Envelope envelope = codec.write(MessageType.JOB, sample, Instant.EPOCH);
    return envelope.headers().entrySet().stream()
        .filter(header -> !OWN.contains(header.getKey()))
        .map(header -> header(header.getKey(), header.getValue()))
        .toList();
  }

  private static Header header(String name, String value) {
    return new RecordHeader(name, value.getBytes(UTF_8));
  }
}
