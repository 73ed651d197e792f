package io.vigie.probe.imap;

import static dev.cel.common.types.SimpleType.BOOL;
import static dev.cel.common.types.SimpleType.DURATION;
import static dev.cel.common.types.SimpleType.INT;
import static dev.cel.common.types.SimpleType.STRING;
import static dev.cel.common.types.SimpleType.TIMESTAMP;

import dev.cel.common.types.ListType;
import io.vigie.probe.expect.Vocabulary;
import io.vigie.probe.line.Words;
import io.vigie.probe.net.Glossary;

/** What an expectation may say of an IMAP server. */
final class ImapVocabulary {

  static final Vocabulary WORDS = Words.vocabulary(words(), ImapStages.ALL);

  private ImapVocabulary() {}

  private static Glossary words() {
    return new Glossary()
        .add("greeting", STRING, "What the server says first.")
        .add("starttls", BOOL, "Whether STARTTLS was offered before TLS.")
        .add(
            "capabilities",
            ListType.create(STRING),
            "What the server says it can do at the end of the login, in upper case.")
        .add("idle", BOOL, "Whether IDLE is offered.")
        .add("login.accepted", BOOL, "Whether the login was accepted.")
        .add("login.message", STRING, "What the server said to the login.")
        .add("mailbox.opened", BOOL, "Whether the mailbox was opened.")
        .add("messages", INT, "How many messages are in it.")
        .add("unseen", INT, "How many of them nobody has read.")
        .add("oldest", TIMESTAMP, "When the first of them came, 1970 where there is none.")
        .add("newest", TIMESTAMP, "When the last of them came, 1970 where there is none.")
        .add("oldestAge", DURATION, "How long ago that was, nothing where there is none.")
        .add("newestAge", DURATION, "How long ago the last one came, nothing where there is none.");
  }
}
