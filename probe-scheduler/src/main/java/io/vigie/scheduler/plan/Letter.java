package io.vigie.scheduler.plan;

import io.vigie.contract.check.Effect;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.ProbeOrder;
import io.vigie.contract.check.Severity;
import io.vigie.contract.job.Job;
import io.vigie.contract.job.RunId;
import io.vigie.contract.wire.Envelope;
import io.vigie.contract.wire.MessageType;
import io.vigie.contract.wire.WireCodec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/**
 * A job of one item for one location, written but for its run and its times. Filling those in costs
 * a third of writing it anew (benchmarks/README.md), and the bytes need less memory than the order
 * they came from.
 */
public final class Letter {

  private static final byte[] RUN = text(new UUID(0L, 1L).toString());
  private static final Instant DUE = Instant.parse("0001-01-01T00:00:00.000000001Z");
  private static final Instant END = Instant.parse("0001-01-01T00:00:00.000000002Z");

  private final String location;
  private final boolean alone;
  private final byte[] written;
  private final int runAt;
  private final int dueAt;
  private final int endAt;

  private Letter(String location, boolean alone, byte[] written) {
    this.location = location;
    this.alone = alone;
    this.written = written;
    // The run is the first field and the times follow the order: what an author wrote between them
    // may look like either.
    this.runAt = indexOf(written, RUN, 0);
    this.endAt = lastIndexOf(written, text(END.toString()));
    this.dueAt = lastIndexOf(written, text(DUE.toString()));
  }

  /** Writes the letter for the runners of a location. */
  public static Letter of(ItemId item, String revision, ProbeOrder order, WireCodec codec) {
    return of(item, revision, order, Optional.empty(), codec);
  }

  /** The same, with how bad a failure is. */
  public static Letter of(
      ItemId item,
      String revision,
      ProbeOrder order,
      Optional<Severity> severity,
      WireCodec codec) {
    Job job =
        new Job(
            RunId.parse(new String(RUN, StandardCharsets.UTF_8)),
            item,
            revision,
            order,
            DUE,
            END,
            Optional.empty(),
            Optional.empty(),
            severity);
    return new Letter(
        order.location(),
        order.effect().map(Effect::isForOneRunner).orElse(false),
        text(codec.write(MessageType.JOB, job, DUE).json()));
  }

  public String location() {
    return location;
  }

  /** Whether its effect makes one runner of the location take it. */
  public boolean alone() {
    return alone;
  }

  /** The job as it is sent. */
  public byte[] with(RunId run, Instant due, Instant notAfter) {
    byte[] runText = text(run.toString());
    byte[] dueText = text(due.toString());
    byte[] endText = text(notAfter.toString());
    int dueLength = DUE.toString().length();
    byte[] whole =
        Arrays.copyOf(written, written.length - 2 * dueLength + dueText.length + endText.length);
    System.arraycopy(runText, 0, whole, runAt, runText.length);
    int to = put(dueText, whole, dueAt);
    int between = endAt - dueAt - dueLength;
    System.arraycopy(written, dueAt + dueLength, whole, to, between);
    to = put(endText, whole, to + between);
    int rest = endAt + dueLength;
    System.arraycopy(written, rest, whole, to, written.length - rest);
    return whole;
  }

  /** What was written, for what is not sent by the schedule; its times mean nothing. */
  public Job job(ItemId item, WireCodec codec) {
    Envelope envelope =
        new Envelope(
            item.toString(),
            java.util.Map.of(Envelope.TYPE, MessageType.JOB.eventType()),
            new String(written, StandardCharsets.UTF_8));
    return codec.read(MessageType.JOB, envelope);
  }

  /** How many bytes it takes, without what is filled in. */
  int length() {
    return written.length;
  }

  private static int put(byte[] text, byte[] into, int at) {
    System.arraycopy(text, 0, into, at, text.length);
    return at + text.length;
  }

  private static int indexOf(byte[] in, byte[] wanted, int from) {
    int at = from;
    while (!Arrays.equals(in, at, at + wanted.length, wanted, 0, wanted.length)) {
      at++;
    }
    return at;
  }

  private static int lastIndexOf(byte[] in, byte[] wanted) {
    int at = in.length - wanted.length;
    while (!Arrays.equals(in, at, at + wanted.length, wanted, 0, wanted.length)) {
      at--;
    }
    return at;
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
