package io.vigie.probe.imap;

import io.vigie.probe.imap.ImapWire.Answer;
import io.vigie.probe.line.Conversation;
import io.vigie.probe.net.Trouble.Broken;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Opens a mailbox for reading only, counts what is in it, and asks when the first and last came.
 */
final class Mailbox {

  /** Nothing is known of it. */
  static final Map<String, Object> NONE =
      facts(false, 0, 0, Optional.empty(), Optional.empty(), Instant.EPOCH);

  private static final Pattern EXISTS = Pattern.compile("(?i)(\\d{1,10}) EXISTS\\s*");
  private static final Pattern UNSEEN =
      Pattern.compile("(?i)STATUS .{1,600}\\(UNSEEN (\\d{1,10})\\)\\s*");
  private static final Pattern ARRIVED =
      Pattern.compile("(?i)(\\d{1,10}) FETCH \\(.{0,200}?INTERNALDATE \"([^\"]{1,40})\".{0,200}");
  private static final DateTimeFormatter DATE =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .appendPattern("d-MMM-yyyy HH:mm:ss Z")
          .toFormatter(Locale.ROOT);

  private final String name;
  private final Conversation wire;
  private final ImapWire imap;

  Mailbox(String name, Conversation wire, ImapWire imap) {
    this.name = name;
    this.wire = wire;
    this.imap = imap;
  }

  Map<String, Object> look() {
    wire.enter(ImapStages.SELECT);
    String quoted = ImapLine.quoted(ModifiedUtf7.encoded(name));
    long unseen = unseen(imap.ask("STATUS " + quoted + " (UNSEEN)"));
    Answer opened = imap.ask("EXAMINE " + quoted);
    if (!opened.isOk()) {
      throw new Broken(
          "mailbox-refused", "the mailbox " + name + " cannot be opened, " + opened.shown());
    }
    long messages = number(opened, EXISTS).orElse(0L);
    wire.number("messages", (double) messages);
    wire.fact("messages", String.valueOf(messages));
    wire.enter(ImapStages.FETCH);
    Optional<Instant> oldest = messages == 0 ? Optional.empty() : arrival("1", 1);
    Optional<Instant> newest =
        messages == 0 ? Optional.empty() : arrival(String.valueOf(messages), messages);
    newest.ifPresent(at -> wire.fact("newest", at.toString()));
    return facts(true, messages, unseen, oldest, newest, wire.startedAt());
  }

  private static long unseen(Answer answer) {
    return number(answer, UNSEEN).orElse(0L);
  }

  private static Optional<Long> number(Answer answer, Pattern pattern) {
    return matches(answer, pattern).map(matcher -> Long.valueOf(matcher.group(1))).findFirst();
  }

  private Optional<Instant> arrival(String message, long number) {
    Answer answer = imap.ask("FETCH " + message + " (INTERNALDATE)");
    if (!answer.isOk()) {
      throw new Broken("fetch-refused", "a message cannot be looked at, " + answer.shown());
    }
    return matches(answer, ARRIVED)
        .filter(matcher -> Long.parseLong(matcher.group(1)) == number)
        .map(matcher -> instant(matcher.group(2)))
        .findFirst();
  }

  private static Instant instant(String text) {
    try {
      return OffsetDateTime.parse(text.strip(), DATE).toInstant();
    } catch (DateTimeException e) {
      throw new Broken("protocol-error", "a message must have come at a date, has none");
    }
  }

  private static Stream<Matcher> matches(Answer answer, Pattern pattern) {
    return answer.untagged().stream().map(pattern::matcher).filter(Matcher::matches);
  }

  private static Map<String, Object> facts(
      boolean opened,
      long messages,
      long unseen,
      Optional<Instant> oldest,
      Optional<Instant> newest,
      Instant now) {
    Map<String, Object> facts = new HashMap<>();
    facts.put("mailbox.opened", opened);
    facts.put("messages", messages);
    facts.put("unseen", unseen);
    facts.put("oldest", oldest.orElse(Instant.EPOCH));
    facts.put("newest", newest.orElse(Instant.EPOCH));
    facts.put("oldestAge", oldest.map(at -> Duration.between(at, now)).orElse(Duration.ZERO));
    facts.put("newestAge", newest.map(at -> Duration.between(at, now)).orElse(Duration.ZERO));
    return Map.copyOf(facts);
  }
}
