package io.vigie.alert.kafka;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vigie.alert.incident.Ledger;
import io.vigie.alert.incident.Listening;
import io.vigie.alert.incident.Orders;
import io.vigie.alert.metrics.AlertMetrics;
import io.vigie.contract.wire.MessageType;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/** The real consumers, one batch at a time, without a broker, a container, or a thread. */
public final class ConsumersAlone {

  private static final AlertMetrics METRICS = new AlertMetrics(new SimpleMeterRegistry());

  private ConsumersAlone() {}

  /**
   * What is in a record: reading it is tried elsewhere.
   *
   * @param content what a record holds, by its value
   * @param putAside is told of each record that is put aside
   */
  public record Mail(
      Function<String, Object> content,
      BiConsumer<ConsumerRecord<String, String>, String> putAside) {}

  /**
   * The consumer of results.
   *
   * @param rest how it rests while the database is away
   */
  public static Consumer<ConsumerRecords<String, String>> results(
      Ledger ledger, Listening listening, Mail mail, InstantSource clock, Runnable rest) {
    return new ResultConsumer(
            ledger,
            new OpenLetters(mail),
            new Newcomers(),
            listening,
            _ -> {},
            METRICS,
            clock,
            Duration.ZERO,
            new Patience("results", _ -> rests(rest)))
        ::accept;
  }

  /** The consumer of commands. */
  public static Consumer<ConsumerRecords<String, String>> commands(
      Orders orders, Mail mail, InstantSource clock, Runnable rest) {
    return new CommandConsumer(
            orders,
            new OpenLetters(mail),
            _ -> {},
            METRICS,
            clock,
            new Patience("commands", _ -> rests(rest)))
        ::accept;
  }

  private static boolean rests(Runnable rest) {
    rest.run();
    return false;
  }

  private static final class OpenLetters extends Letters {
    private final Mail mail;

    OpenLetters(Mail mail) {
      super(null);
      this.mail = mail;
    }

    @Override
    @SuppressWarnings("unchecked")
    <T> Optional<T> open(MessageType<T> type, ConsumerRecord<String, String> letter) {
      return Optional.of((T) mail.content().apply(letter.value()));
    }

    @Override
    void putAside(ConsumerRecord<String, String> letter, String reason) {
      mail.putAside().accept(letter, reason);
    }
  }
}
