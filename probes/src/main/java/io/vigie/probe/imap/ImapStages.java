package io.vigie.probe.imap;

import io.vigie.probe.net.Stage;
import java.util.List;

/** The parts of a run after connecting. */
final class ImapStages {

  static final Stage GREETING = new Stage("greeting", "waiting for the greeting");
  static final Stage CAPABILITY = new Stage("capability", "asking what the server can do");
  static final Stage LOGIN = new Stage("login", "logging in");
  static final Stage SELECT = new Stage("select", "opening the mailbox");
  static final Stage FETCH = new Stage("fetch", "looking at the messages");

  static final List<Stage> ALL = List.of(GREETING, CAPABILITY, LOGIN, SELECT, FETCH);

  private ImapStages() {}
}
