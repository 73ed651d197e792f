package io.vigie.testkit.mail;

/** How {@link FakeMailServer} treats a connection. */
public sealed interface MailBehaviour {

  /** Takes mail. */
  record Ok() implements MailBehaviour {}

  /** Answers a stage of the dialogue with this code instead. */
  record Refuse(Stage at, int code, String text) implements MailBehaviour {}

  /** Does not offer STARTTLS. */
  record NoStartTls() implements MailBehaviour {}

  /** Takes the mail and hangs up before it says so: the sender cannot know. */
  record DieAfterData() implements MailBehaviour {}

  /** Takes the mail and never says so: the sender cannot know. */
  record StallAfterData() implements MailBehaviour {}

  /** Never says a word. */
  record Silent() implements MailBehaviour {}

  /** Where in the dialogue. */
  enum Stage {
    GREETING,
    AUTH,
    SENDER,
    RECIPIENT,
    END_OF_DATA
  }

  static MailBehaviour ok() {
    return new Ok();
  }

  static MailBehaviour refuse(Stage at, int code, String text) {
    return new Refuse(at, code, text);
  }
}
