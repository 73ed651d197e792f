package io.vigie.probe.smtp;

import io.vigie.probe.line.Endpoint;
import io.vigie.probe.line.LoginRule;
import io.vigie.probe.line.MailTls;
import io.vigie.probe.settings.InvalidSetting;
import io.vigie.probe.settings.Limit;
import io.vigie.probe.settings.Setting;
import io.vigie.probe.settings.ShortForm;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a checklist says of an smtp check. Password and message may hold {@code ${secret:NAME}}; a
 * secret's value is never in here.
 */
public record SmtpSettings(
    @ShortForm @Setting("Where it runs, a name or an address.") @Limit(pattern = Endpoint.HOST)
        String host,
    @Setting(value = "Its port.", byDefault = "587 with starttls, 465 with implicit, 25 with off")
        @Limit(least = 1, most = 65535)
        Optional<Integer> port,
    @Setting(value = "What we call ourselves in EHLO.", byDefault = "vigie.invalid")
        @Limit(pattern = Endpoint.HOST)
        String hello,
    @Setting("Who logs in.") Optional<String> user,
    @Setting("The password or, with xoauth2, the token, best a reference to a secret.")
        Optional<String> password,
    @Setting(value = "The way to log in.", byDefault = "any") Mechanism mechanism,
    @Setting(value = "What must become of the login.", byDefault = "accepted") LoginRule login,
    @Setting("The sender to name, which may be without a recipient.") Optional<String> from,
    @Setting("The recipient to name; nothing is sent to it without a message.") Optional<String> to,
    @Setting(
            value = "What must become of the recipient; refused finds an open relay.",
            byDefault = "accepted")
        LoginRule recipient,
    @Setting("A mail to send, which starts work at whoever receives it.")
        Optional<SmtpMessage> message,
    @Setting(value = "Whether and when TLS is spoken, and how it is judged.", byDefault = "{}")
        MailTls tls) {

  private static final Pattern ADDRESS =
      Pattern.compile("[\\x21-\\x7e&&[^<>@]]{1,64}@[A-Za-z0-9_](?:[A-Za-z0-9._-]{0,252})");

  /** The way to log in. */
  public enum Mechanism {
    ANY,
    PLAIN,
    LOGIN,
    XOAUTH2
  }

  public SmtpSettings {
    Endpoint.requireHost("host", host);
    Endpoint.requireHost("hello", hello);
    port.ifPresent(Endpoint::requirePort);
    if (user.isPresent() != password.isPresent()) {
      throw new InvalidSetting(
          user.isPresent() ? "user" : "password", "must come with the other one");
    }
    user.ifPresent(name -> requireLine("user", name));
    from.ifPresent(address -> requireAddress("from", address));
    to.ifPresent(address -> requireAddress("to", address));
    requireWith("to", to.isPresent(), from.isPresent(), "from");
    requireWith("message", message.isPresent(), to.isPresent(), "to");
    if (recipient == LoginRule.REFUSED && (to.isEmpty() || message.isPresent())) {
      throw new InvalidSetting("recipient", "must be refused with a recipient and no message");
    }
    requireWith("login", login == LoginRule.REFUSED, user.isPresent(), "user and password");
  }

  /** The same with another mail. */
  public SmtpSettings sending(SmtpMessage mail) {
    return new SmtpSettings(
        host,
        port,
        hello,
        user,
        password,
        mechanism,
        login,
        from,
        to,
        recipient,
        Optional.of(mail),
        tls);
  }

  MailTls.Mode mode() {
    return tls.mode().orElse(MailTls.Mode.STARTTLS);
  }

  int usedPort() {
    return port.orElse(
        switch (mode()) {
          case STARTTLS -> 587;
          case IMPLICIT -> 465;
          case OFF -> 25;
        });
  }

  private static void requireWith(
      String component, boolean present, boolean otherPresent, String other) {
    if (present && !otherPresent) {
      throw new InvalidSetting(component, "must come with " + other);
    }
  }

  private static void requireAddress(String component, String address) {
    if (!ADDRESS.matcher(address).matches()) {
      throw new InvalidSetting(
          component, "must be one address such as ops@example.com, was \"" + address + "\"");
    }
  }

  private static void requireLine(String component, String text) {
    if (text.isBlank() || text.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
      throw new InvalidSetting(component, "must be one line without control characters");
    }
  }
}
