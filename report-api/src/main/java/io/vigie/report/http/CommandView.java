package io.vigie.report.http;

import io.vigie.contract.command.Command;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What was asked for and is on its way; what comes of it is told by others. */
@Schema(name = "Command")
public record CommandView(
    String id,
    Instant at,
    @Schema(description = "What it is about: a system, an item, an incident, a silence")
        String subject) {

  static CommandView of(Command command) {
    return new CommandView(command.id().toString(), command.at(), command.subject());
  }
}
