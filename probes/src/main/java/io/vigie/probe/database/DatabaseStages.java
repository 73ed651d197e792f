package io.vigie.probe.database;

import io.vigie.probe.net.Stage;
import java.util.List;

/** The parts of a run after connecting. */
final class DatabaseStages {

  static final Stage ENCRYPT = new Stage("encrypt", "agreeing on TLS");
  static final Stage LOGIN = new Stage("login", "logging in");
  static final Stage PING = new Stage("ping", "waiting for SELECT 1");
  static final Stage QUERY = new Stage("query", "waiting for the query");

  static final List<Stage> ALL = List.of(ENCRYPT, LOGIN, PING, QUERY);

  private DatabaseStages() {}
}
