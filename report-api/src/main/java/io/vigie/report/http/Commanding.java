package io.vigie.report.http;

import io.vigie.contract.command.Command;
import io.vigie.report.ReportSettings;
import io.vigie.report.record.Publisher;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/** Passes on what is asked for, not too often. */
@ApplicationScoped
public class Commanding {

  private static final int LONGEST_NAME = 100;

  private final Publisher publisher;
  private final InstantSource clock;
  private final Rates rates;

  @Inject
  Commanding(Publisher publisher, InstantSource clock, ReportSettings settings) {
    this.publisher = publisher;
    this.clock = clock;
    this.rates = new Rates(settings.asking().perMinute());
  }

  /**
   * Answers that it is on its way once the broker has it.
   *
   * @param what names in words what there may be too many of
   */
  Response ask(String what, Optional<String> by, Command.Order order) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Optional<String> name = JsonBody.line("by", by, LONGEST_NAME);
    Asked.turn(rates, what + " of " + order.subject(), now);
    Command command = new Command(UUID.randomUUID(), now, name, order);
    publisher.publish(command);
    return Response.accepted(CommandView.of(command)).build();
  }
}
