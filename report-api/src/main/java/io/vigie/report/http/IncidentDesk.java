package io.vigie.report.http;

import io.vigie.contract.alert.Incident;
import io.vigie.contract.alert.IncidentId;
import io.vigie.contract.command.Command;
import io.vigie.report.record.Archive;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;

/** Takes what people want done about incidents, from programs and from pages alike. */
@ApplicationScoped
public class IncidentDesk {

  private final Archive archive;
  private final Commanding commanding;

  @Inject
  IncidentDesk(Archive archive, Commanding commanding) {
    this.archive = archive;
    this.commanding = commanding;
  }

  /** Somebody looks after it, and may say something about it. */
  public Command acknowledge(IncidentId id, Optional<String> by, Optional<String> comment) {
    Optional<String> text = JsonBody.text("comment", comment, Command.Comment.LONGEST);
    Command taken = acknowledge(UUID.randomUUID(), id, Commanding.requireName(by));
    text.ifPresent(said -> say(id, taken.by(), said));
    return taken;
  }

  /**
   * Somebody looks after it.
   *
   * @param command the same for what is the same
   */
  public Command acknowledge(UUID command, IncidentId id, String by) {
    Incident incident = require(id);
    incident
        .resolvedAt()
        .ifPresent(
            at -> {
              throw ProblemException.conflict(
                  "incident: must be open to be acknowledged, was resolved at " + at);
            });
    return commanding.send(
        command,
        "acknowledgements of incident " + id,
        Optional.of(by),
        new Command.Acknowledge(id));
  }

  /** Somebody says something about it, even after it is over. */
  public Command comment(IncidentId id, Optional<String> by, Optional<String> text) {
    String name = Commanding.requireName(by);
    String said =
        JsonBody.text("text", text, Command.Comment.LONGEST)
            .orElseThrow(() -> ProblemException.badRequest("text: required, was absent"));
    require(id);
    return say(id, Optional.of(name), said);
  }

  private Command say(IncidentId id, Optional<String> by, String text) {
    return commanding.send(
        UUID.randomUUID(), "comments of incident " + id, by, new Command.Comment(id, text));
  }

  Incident require(IncidentId id) {
    return archive
        .incident(id)
        .orElseThrow(() -> ProblemException.notFound("incident: " + id + " is not known"));
  }
}
