package io.vigie.alert.kafka;

import io.smallrye.common.annotation.Blocking;
import io.vigie.alert.incident.LedgerException;
import io.vigie.alert.incident.Orders;
import io.vigie.alert.incident.Orders.Taken;
import io.vigie.alert.metrics.AlertMetrics;
import io.vigie.contract.command.Command;
import io.vigie.contract.command.Command.OfAlerts;
import io.vigie.contract.wire.MessageType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.Locale;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/** Reads what people ask for, one after the other; each is written before the next is read. */
@ApplicationScoped
public class CommandConsumer {

  private static final Logger LOG = Logger.getLogger(CommandConsumer.class);

  private final Orders orders;
  private final Letters letters;
  private final Wakeup wakeup;
  private final AlertMetrics metrics;
  private final InstantSource clock;
  private final Patience patience;

  @Inject
  public CommandConsumer(
      Orders orders, Letters letters, Wakeup wakeup, AlertMetrics metrics, InstantSource clock) {
    this(orders, letters, wakeup, metrics, clock, new Patience("alert-commands"));
  }

  CommandConsumer(
      Orders orders,
      Letters letters,
      Wakeup wakeup,
      AlertMetrics metrics,
      InstantSource clock,
      Patience patience) {
    this.orders = orders;
    this.letters = letters;
    this.wakeup = wakeup;
    this.metrics = metrics;
    this.clock = clock;
    this.patience = patience;
  }

  @Incoming("alert-commands")
  @Blocking
  public void accept(ConsumerRecords<String, String> batch) {
    for (ConsumerRecord<String, String> record : batch) {
      letters
          .open(MessageType.COMMAND, record)
          .filter(command -> command.order() instanceof OfAlerts)
          .ifPresent(command -> take(command, record));
    }
  }

  /** A database that is away is waited for no longer. */
  void stop() {
    patience.stop();
  }

  /** True while it stands still because its database is away. */
  boolean isWaiting() {
    return patience.isWaiting();
  }

  private void take(Command command, ConsumerRecord<String, String> record) {
    String type = command.order().getClass().getSimpleName().toLowerCase(Locale.ROOT);
    try {
      Taken taken = patience.untilItWorks(() -> orders.take(command, clock.instant()));
      taken.refused().ifPresent(why -> LOG.warnf("order refused: type=%s reason=%s", type, why));
      metrics.ordered(type, taken.refused().isPresent());
      wakeup.after(taken.written());
    } catch (LedgerException e) {
      letters.putAside(record, e.getMessage());
    }
  }
}
