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
    Optional<String> name = JsonBody.line("by", by, LONGEST_NAME);
    return accepted(send(UUID.randomUUID(), what + " of " + order.subject(), name, order));
  }

  /** Answers that a command is on its way. */
  static Response accepted(Command command) {
    return Response.accepted(CommandView.of(command)).build();
  }

  /**
   * Passes on what somebody asks for; returns once the broker has it.
   *
   * @param id the same for what is the same
   * @param turns of which there may be too many
   */
  Command send(UUID id, String turns, Optional<String> by, Command.Order order) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Asked.turn(rates, turns, now);
    Command command = new Command(id, now, by, order);
    publisher.publish(command);
    return command;
  }

  /** The name of whoever asks, where there must be one. */
  static String requireName(Optional<String> by) {
    return JsonBody.line("by", by, LONGEST_NAME)
        .orElseThrow(() -> ProblemException.badRequest("by: required, was absent"));
  }
}
