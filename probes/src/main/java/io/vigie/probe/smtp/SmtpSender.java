package io.vigie.probe.smtp;

import io.vigie.probe.line.Conversation;

/** Sends a mail for a kind that looks for it elsewhere. */
public final class SmtpSender {

  private SmtpSender() {}

  /**
   * Says all that the settings say, which have a mail.
   *
   * @param id what the mail is known by, in its Message-ID
   * @return what the server said when it took the mail
   */
  public static String send(SmtpSettings settings, String id, Conversation wire) {
    return (String) new SmtpTalk(settings, wire, id).hold().get("queued");
  }
}
