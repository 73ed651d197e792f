package io.vigie.probe.smtp;

import static dev.cel.common.types.SimpleType.BOOL;
import static dev.cel.common.types.SimpleType.INT;
import static dev.cel.common.types.SimpleType.STRING;

import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import io.vigie.probe.expect.Vocabulary;
import io.vigie.probe.line.Words;
import io.vigie.probe.net.Glossary;

/** What an expectation may say of a mail server. */
final class SmtpVocabulary {

  static final Vocabulary WORDS = Words.vocabulary(words(), SmtpStages.ALL);

  private static final String CODE = "The code of the answer to it, 0 where it was not said.";
  private static final String STATUS = "The enhanced status code of it, such as 5.7.1.";
  private static final String MESSAGE = "What the server said to it.";

  private SmtpVocabulary() {}

  private static Glossary words() {
    Glossary words =
        new Glossary()
            .add("greeting", STRING, "What the server says first, without its code.")
            .add("starttls", BOOL, "Whether STARTTLS was offered in clear.")
            .add(
                "extensions",
                MapType.create(STRING, STRING),
                "What EHLO offers, by name in upper case, after STARTTLS where that is spoken.")
            .add("maxSize", INT, "The most bytes of a mail, 0 where there is no limit.")
            .add("mechanisms", ListType.create(STRING), "The ways to log in, in upper case.")
            .add("login.accepted", BOOL, "Whether the login was accepted.");
    for (String of : new String[] {"login", "sender", "recipient"}) {
      words
          .add(of + ".code", INT, CODE)
          .add(of + ".status", STRING, STATUS)
          .add(of + ".message", STRING, MESSAGE);
    }
    return words
        .add("sent", BOOL, "Whether a mail was taken.")
        .add("queued", STRING, "What the server said when it took the mail.");
  }
}
