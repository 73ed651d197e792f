package io.vigie.report.http;

import io.vigie.contract.alert.Matcher;
import io.vigie.contract.alert.Silence;
import io.vigie.contract.check.Severity;
import io.vigie.contract.command.Command;
import io.vigie.report.Board;
import io.vigie.report.incident.Muted;
import io.vigie.report.record.Archive;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/** Takes silences, from programs and from pages alike. */
@ApplicationScoped
public class SilenceDesk {

  private static final int LONGEST_PATTERN = 100;
  private static final int LONGEST_REASON = 500;

  private final Archive archive;
  private final Board board;
  private final Commanding commanding;
  private final InstantSource clock;

  @Inject
  SilenceDesk(Archive archive, Board board, Commanding commanding, InstantSource clock) {
    this.archive = archive;
    this.board = board;
    this.commanding = commanding;
    this.clock = clock;
  }

  /** What would not be told of. */
  public Muted preview(SilenceRequest asked) {
    return Muted.of(matcher(asked), board.items());
  }

  /** The silence that is asked for is on its way; its id is in the command. */
  public Command create(SilenceRequest asked) {
    Matcher matcher = matcher(asked);
    String reason = requireReason(asked.reason(), LONGEST_REASON);
    String by = Commanding.requireName(asked.by());
    Instant until = Ends.of(asked.until(), asked.length(), Silence.LONGEST, clock.instant());
    return mute(UUID.randomUUID(), by, new Command.Mute(UUID.randomUUID(), matcher, reason, until));
  }

  /**
   * Nobody is told of one item for a while.
   *
   * @param command the same for what is the same
   */
  Command mute(UUID command, String by, Matcher matcher, String reason, Duration length) {
    Instant until = clock.instant().plus(length);
    return mute(command, by, new Command.Mute(command, matcher, reason, until));
  }

  private Command mute(UUID command, String by, Command.Mute order) {
    return commanding.send(command, "silences", Optional.of(by), order);
  }

  /** A silence ends now. */
  public Command end(UUID id, Optional<String> by) {
    String name = Commanding.requireName(by);
    Silence silence =
        archive
            .silence(id)
            .orElseThrow(() -> ProblemException.notFound("silence: " + id + " is not known"));
    if (!clock.instant().isBefore(silence.end())) {
      throw ProblemException.conflict("silence: must last to be ended, ended at " + silence.end());
    }
    return commanding.send(
        UUID.randomUUID(), "ends of silence " + id, Optional.of(name), new Command.Unmute(id));
  }

  static String requireReason(Optional<String> reason, int longest) {
    return JsonBody.line("reason", reason, longest)
        .orElseThrow(() -> ProblemException.badRequest("reason: required, was absent"));
  }

  private static Matcher matcher(SilenceRequest asked) {
    MatcherRequest named = asked.matcher().orElse(MatcherRequest.NOTHING);
    Matcher matcher =
        new Matcher(
            pattern("system", named.system()),
            pattern("environment", named.environment()),
            pattern("item", named.item()),
            pattern("team", named.team()),
            pattern("category", named.category()),
            pattern("tag", named.tag()),
            named.severity().filter(word -> !word.isBlank()).map(SilenceDesk::severity));
    if (matcher.isAll()) {
      throw ProblemException.badRequest(
          "matcher: must name a system, environment, item, team, category, tag or severity, named"
              + " none; * stands for any characters");
    }
    return matcher;
  }

  private static Optional<String> pattern(String name, Optional<String> text) {
    return JsonBody.line("matcher." + name, text, LONGEST_PATTERN);
  }

  private static Severity severity(String word) {
    return Arrays.stream(Severity.values())
        .filter(severity -> severity.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                ProblemException.badRequest(
                    "matcher.severity: must be one of P0, P1, P2, was " + Asked.quoted(word)));
  }
}
