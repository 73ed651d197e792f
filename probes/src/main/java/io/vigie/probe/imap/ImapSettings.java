package io.vigie.probe.imap;

import io.vigie.probe.line.Endpoint;
import io.vigie.probe.line.LoginRule;
import io.vigie.probe.line.MailTls;
import io.vigie.probe.settings.InvalidSetting;
import io.vigie.probe.settings.Limit;
import io.vigie.probe.settings.Setting;
import io.vigie.probe.settings.ShortForm;
import java.util.Optional;

/**
 * What a checklist says of an imap check. The password may hold {@code ${secret:NAME}}; a secret's
 * value is never in here.
 */
public record ImapSettings(
    @ShortForm @Setting("Where it runs, a name or an address.") @Limit(pattern = Endpoint.HOST)
        String host,
    @Setting(value = "Its port.", byDefault = "993 with implicit, 143 otherwise")
        @Limit(least = 1, most = 65535)
        Optional<Integer> port,
    @Setting("Who logs in.") Optional<String> user,
    @Setting("The password or, with xoauth2, the token, best a reference to a secret.")
        Optional<String> password,
    @Setting(value = "The way to log in.", byDefault = "any") Mechanism mechanism,
    @Setting(value = "What must become of the login.", byDefault = "accepted") LoginRule login,
    @Setting(
            value = "The mailbox to look into, which is opened for reading only.",
            byDefault = "INBOX")
        String mailbox,
    @Setting(value = "Whether and when TLS is spoken, and how it is judged.", byDefault = "{}")
        MailTls tls) {

  private static final int LONGEST = 256;

  /** The way to log in; any is LOGIN, or AUTHENTICATE PLAIN where LOGIN is switched off. */
  public enum Mechanism {
    ANY,
    LOGIN,
    PLAIN,
    XOAUTH2
  }

  public ImapSettings {
    Endpoint.requireHost("host", host);
    port.ifPresent(Endpoint::requirePort);
    if (user.isPresent() != password.isPresent()) {
      throw new InvalidSetting(
          user.isPresent() ? "user" : "password", "must come with the other one");
    }
    user.ifPresent(name -> requireLine("user", name));
    requireLine("mailbox", mailbox);
    if (login == LoginRule.REFUSED && user.isEmpty()) {
      throw new InvalidSetting("login", "must come with user and password");
    }
  }

  MailTls.Mode mode() {
    return tls.mode().orElse(MailTls.Mode.IMPLICIT);
  }

  int usedPort() {
    return port.orElse(mode() == MailTls.Mode.IMPLICIT ? 993 : 143);
  }

  private static void requireLine(String component, String text) {
    boolean printable = text.chars().allMatch(c -> c >= ' ' && c != 0x7f);
    if (text.isBlank() || text.length() > LONGEST || !printable) {
      throw new InvalidSetting(
          component, "must be 1 to " + LONGEST + " characters without control characters");
    }
  }
}
