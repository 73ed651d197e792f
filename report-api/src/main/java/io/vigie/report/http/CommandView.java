package io.vigie.report.http;

import io.vigie.contract.command.Command;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What was asked for and is on its way; what comes of it are results. */
@Schema(name = "Command")
public record CommandView(
    String id,
    Instant at,
    @Schema(description = "system/environment, or system/environment/item") String subject) {

  static CommandView of(Command command) {
    return new CommandView(command.id().toString(), command.at(), command.subject());
  }
}
