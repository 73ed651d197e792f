package io.vigie.probe.smtp;

import io.vigie.probe.net.Stage;
import java.util.List;

/** The parts of a run after connecting. */
final class SmtpStages {

  static final Stage GREETING = new Stage("greeting", "waiting for the greeting");
  static final Stage HELLO = new Stage("hello", "waiting for the answer to EHLO");
  static final Stage LOGIN = new Stage("login", "logging in");
  static final Stage ENVELOPE = new Stage("envelope", "naming sender and recipient");
  static final Stage SENDING = new Stage("sending", "sending the mail");

  static final List<Stage> ALL = List.of(GREETING, HELLO, LOGIN, ENVELOPE, SENDING);

  private SmtpStages() {}
}
