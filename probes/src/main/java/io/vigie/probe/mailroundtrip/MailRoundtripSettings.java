package io.vigie.probe.mailroundtrip;

import io.vigie.probe.imap.ImapSettings;
import io.vigie.probe.line.LoginRule;
import io.vigie.probe.settings.InvalidSetting;
import io.vigie.probe.settings.Limit;
import io.vigie.probe.settings.Setting;
import io.vigie.probe.sink.SinkSettings;
import io.vigie.probe.sink.SinkTrigger;
import io.vigie.probe.smtp.SmtpMessage;
import io.vigie.probe.smtp.SmtpSettings;
import java.time.Duration;
import java.util.Optional;

/** What a checklist says of a mail-roundtrip check. */
public record MailRoundtripSettings(
    @Setting("The mail server to send by, as in a check of the kind smtp, with from and to.")
        Optional<SmtpSettings> smtp,
    @Setting("In place of smtp: a request that makes an application send the mail.")
        Optional<SinkTrigger> trigger,
    @Setting("The mailbox in which the mail arrives, as in a check of the kind imap, with user.")
        Optional<ImapSettings> imap,
    @Setting("In place of imap: the name of the sink at which a webhook about the mail arrives.")
        @Limit(pattern = SinkSettings.NAME)
        Optional<String> sink,
    @Setting(
            value = "How long to wait for it.",
            byDefault = "as long as the timeout allows, less quiet")
        Optional<Duration> within,
    @Setting(value = "How long no second one may come after the first.", byDefault = "5s")
        Duration quiet,
    @Setting(value = "How often to look into the mailbox, 1s to 1m.", byDefault = "2s")
        Duration poll,
    @Setting(
            value = "Whether the mail is deleted from the mailbox at the end.",
            byDefault = "false")
        boolean cleanup) {

  /** What tells the mail of a run from others, where it stands in a text. */
  static final String NONCE = "{{nonce}}";

  static final SmtpMessage USUAL =
      new SmtpMessage("Vigie looks " + NONCE, "A check of the way of mails: " + NONCE);

  private static final Duration LEAST_POLL = Duration.ofSeconds(1);
  private static final Duration MOST_POLL = Duration.ofMinutes(1);

  public MailRoundtripSettings {
    if (smtp.isPresent() == trigger.isPresent()) {
      throw new IllegalArgumentException("must have either smtp or trigger");
    }
    if (imap.isPresent() == sink.isPresent()) {
      throw new IllegalArgumentException("must have either imap or sink");
    }
    smtp.ifPresent(MailRoundtripSettings::requireMail);
    imap.ifPresent(MailRoundtripSettings::requireMailbox);
    sink.ifPresent(name -> SinkSettings.requireName("sink", name));
    if (poll.compareTo(LEAST_POLL) < 0 || poll.compareTo(MOST_POLL) > 0) {
      throw new InvalidSetting("poll", "must be 1s to 1m");
    }
    if (quiet.isNegative() || within.filter(span -> !span.isPositive()).isPresent()) {
      throw new InvalidSetting("within", "must be positive, and quiet not negative");
    }
    boolean named = smtp.isPresent() || trigger.filter(SinkTrigger::namesNonce).isPresent();
    if (cleanup && (imap.isEmpty() || !named)) {
      throw new InvalidSetting(
          "cleanup", "must be with imap, and with {{nonce}} in what is sent, by which it is found");
    }
  }

  private static void requireMail(SmtpSettings smtp) {
    if (smtp.to().isEmpty()
        || smtp.login() == LoginRule.REFUSED
        || smtp.recipient() == LoginRule.REFUSED) {
      throw new InvalidSetting("smtp", "must have from and to, and nothing that must be refused");
    }
    SmtpMessage mail = smtp.message().orElse(USUAL);
    if (!mail.subject().contains(NONCE) && !mail.text().contains(NONCE)) {
      throw new InvalidSetting(
          "smtp.message", "must have {{nonce}} in its subject or its text, has not");
    }
  }

  private static void requireMailbox(ImapSettings imap) {
    if (imap.user().isEmpty() || imap.login() == LoginRule.REFUSED) {
      throw new InvalidSetting("imap", "must have user and password, and be let in");
    }
  }

  /** Whether the mail is told from others by a nonce. */
  boolean usesNonce() {
    return smtp.isPresent() || trigger.filter(SinkTrigger::namesNonce).isPresent();
  }

  /** The mail of a run. */
  static SmtpSettings mail(SmtpSettings smtp, String nonce) {
    SmtpMessage mail = smtp.message().orElse(USUAL);
    return smtp.sending(
        new SmtpMessage(mail.subject().replace(NONCE, nonce), mail.text().replace(NONCE, nonce)));
  }
}
