package io.vigie.probe.imap;

import io.vigie.probe.imap.ImapWire.Answer;
import io.vigie.probe.line.Conversation;
import io.vigie.probe.net.Trouble.Broken;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A mailbox in which a kind looks for mails that come while it looks. Mails are named by their
 * UIDs.
 */
public final class OpenMailbox {

  private static final Pattern UID_NEXT =
      Pattern.compile("(?i)STATUS .{1,600}\\(UIDNEXT (\\d{1,10})\\)\\s*");
  private static final Pattern FOUND = Pattern.compile("(?i)SEARCH((?: \\d{1,10})*)\\s*");
  private static final Pattern LITERAL =
      Pattern.compile("(?s)\\d{1,10} FETCH .{0,400}?\\{\\d{1,9}}(.*)");
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9-]{1,100}");
  private static final int MOST_FOUND = 50;
  private static final String FIELDS =
      "FROM TO SUBJECT DATE MESSAGE-ID REPLY-TO RETURN-PATH CONTENT-TYPE AUTO-SUBMITTED"
          + " LIST-UNSUBSCRIBE AUTHENTICATION-RESULTS RECEIVED-SPF";

  private final ImapSettings settings;
  private final Conversation wire;
  private final ImapWire imap;
  private final Capabilities capabilities;
  private final long from;

  private OpenMailbox(ImapSettings settings, Conversation wire, ImapTalk talk, boolean change) {
    this.settings = settings;
    this.wire = wire;
    this.imap = talk.imap();
    this.capabilities = talk.capabilities();
    this.from = begin(change);
  }

  /**
   * Logs in and opens the mailbox of the settings.
   *
   * @param change whether mails are to be deleted; nothing in it is marked or changed otherwise
   */
  public static OpenMailbox open(ImapSettings settings, Conversation wire, boolean change) {
    ImapTalk talk = new ImapTalk(settings, wire);
    if (!talk.open()) {
      throw new Broken("login-refused", "the login was refused");
    }
    return new OpenMailbox(settings, wire, talk, change);
  }

  /** Where the mails begin that are still to come. */
  private long begin(boolean change) {
    wire.enter(ImapStages.SELECT);
    String quoted = ImapLine.quoted(ModifiedUtf7.encoded(settings.mailbox()));
    Answer status = imap.ask("STATUS " + quoted + " (UIDNEXT)");
    Answer opened = imap.ask((change ? "SELECT " : "EXAMINE ") + quoted);
    if (!status.isOk() || !opened.isOk()) {
      throw new Broken(
          "refused", "the mailbox " + settings.mailbox() + " cannot be opened, " + opened.shown());
    }
    return first(status, UID_NEXT)
        .map(matcher -> Long.parseLong(matcher.group(1)))
        .orElseThrow(() -> new Broken("protocol-error", "a mailbox must have a UIDNEXT, has none"));
  }

  /**
   * The mails that came since it was opened.
   *
   * @param word what must be in them, of letters, digits and dashes
   */
  public List<Long> find(Optional<String> word) {
    word.filter(text -> !PLAIN.matcher(text).matches())
        .ifPresent(
            text -> {
              throw new IllegalArgumentException("word: must be plain");
            });
    require(imap.ask("NOOP"), "NOOP");
    String text = word.map(each -> " TEXT " + ImapLine.quoted(each)).orElse("");
    Answer found = require(imap.ask("UID SEARCH UID " + from + ":*" + text), "SEARCH");
    return found.untagged().stream()
        .map(FOUND::matcher)
        .filter(Matcher::matches)
        .flatMap(matcher -> Arrays.stream(matcher.group(1).strip().split(" ", -1)))
        .filter(uid -> !uid.isEmpty())
        .map(Long::valueOf)
        // Of no mail, "from:*" is the last one that was there before.
        .filter(uid -> uid >= from)
        .limit(MOST_FOUND)
        .toList();
  }

  /** Some of its headers, as they came. */
  public String headers(long uid) {
    wire.enter(ImapStages.FETCH);
    Answer fetched =
        require(
            imap.ask("UID FETCH " + uid + " (BODY.PEEK[HEADER.FIELDS (" + FIELDS + ")])"), "FETCH");
    return first(fetched, LITERAL)
        .map(matcher -> matcher.group(1))
        .orElseThrow(() -> new Broken("protocol-error", "a mail must have headers, has none"));
  }

  /** Deletes mails and no others; false where the server cannot do that. */
  public boolean delete(List<Long> uids) {
    if (uids.isEmpty()) {
      return true;
    }
    String set = uids.stream().map(String::valueOf).collect(Collectors.joining(","));
    boolean marked = imap.ask("UID STORE " + set + " +FLAGS.SILENT (\\Deleted)").isOk();
    return marked && capabilities.has("UIDPLUS") && imap.ask("UID EXPUNGE " + set).isOk();
  }

  /** Says goodbye. */
  public void close() {
    wire.send("vz LOGOUT\r\n");
    wire.close();
  }

  private static Answer require(Answer answer, String command) {
    if (!answer.isOk()) {
      throw new Broken("search-refused", command + " was refused, " + answer.shown());
    }
    return answer;
  }

  private static Optional<Matcher> first(Answer answer, Pattern pattern) {
    return answer.untagged().stream().map(pattern::matcher).filter(Matcher::matches).findFirst();
  }
}
