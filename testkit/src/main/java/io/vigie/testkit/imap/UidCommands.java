package io.vigie.testkit.imap;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The commands that name messages by their UIDs: as many forms of them as a probe uses. */
final class UidCommands {

  private static final Pattern SEARCH =
      Pattern.compile("SEARCH UID (\\d+):\\*(?: TEXT \"([^\"]*)\")?");
  private static final Pattern FETCH =
      Pattern.compile("FETCH (\\d+) \\(BODY\\.PEEK\\[HEADER\\.FIELDS \\(([^)]*)\\)]\\)");
  private static final Pattern DELETE =
      Pattern.compile("STORE ([\\d,]+) \\+FLAGS\\.SILENT \\(\\\\Deleted\\)");
  private static final Pattern EXPUNGE = Pattern.compile("EXPUNGE ([\\d,]+)");

  private final List<StoredMail> mails;
  private final boolean writable;
  private final Wire wire;

  /** Where answers go. */
  interface Wire {
    void say(String line) throws IOException;
  }

  /**
   * Commands on one mailbox.
   *
   * @param mails of the mailbox that is open, or null
   */
  UidCommands(List<StoredMail> mails, boolean writable, Wire wire) {
    this.mails = mails;
    this.writable = writable;
    this.wire = wire;
  }

  void answer(String tag, String rest) throws IOException {
    Matcher search = SEARCH.matcher(rest);
    Matcher fetch = FETCH.matcher(rest);
    Matcher expunge = EXPUNGE.matcher(rest);
    if (mails == null) {
      wire.say(tag + " BAD no mailbox is open");
    } else if (search.matches()) {
      search(tag, Integer.parseInt(search.group(1)), search.group(2));
    } else if (fetch.matches()) {
      fetch(tag, Integer.parseInt(fetch.group(1)), fetch.group(2));
    } else if (expunge.matches() && writable) {
      Set<String> named = Set.of(expunge.group(1).split(",", -1));
      mails.removeIf(mail -> named.contains(String.valueOf(mail.uid())));
      wire.say(tag + " OK done");
    } else {
      boolean deletes = DELETE.matcher(rest).matches() && writable;
      wire.say(tag + (deletes ? " OK done" : " NO not here"));
    }
  }

  /** As the standard has it: "from:*" is always the last one too. */
  private void search(String tag, int from, String word) throws IOException {
    int last = mails.isEmpty() ? 0 : mails.getLast().uid();
    String found =
        mails.stream()
            .filter(mail -> mail.uid() >= from || mail.uid() == last)
            .filter(mail -> word == null || mail.raw().contains(word))
            .map(mail -> " " + mail.uid())
            .collect(Collectors.joining());
    wire.say("* SEARCH" + found);
    wire.say(tag + " OK done");
  }

  private void fetch(String tag, int uid, String fields) throws IOException {
    Set<String> names =
        Arrays.stream(fields.toLowerCase(Locale.ROOT).split(" ", -1)).collect(Collectors.toSet());
    for (int i = 0; i < mails.size(); i++) {
      if (mails.get(i).uid() == uid) {
        String headers = mails.get(i).headers(names);
        int length = headers.getBytes(StandardCharsets.UTF_8).length;
        wire.say(
            "* "
                + (i + 1)
                + " FETCH (UID "
                + uid
                + " BODY[HEADER.FIELDS ("
                + fields
                + ")] {"
                + length
                + "}\r\n"
                + headers
                + ")");
      }
    }
    wire.say(tag + " OK done");
  }
}
