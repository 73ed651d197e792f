package io.vigie.probe.redis;

import io.vigie.probe.net.Stage;
import java.util.List;

/** The parts of a run after TLS. */
final class RedisStages {

  static final Stage GREETING = new Stage("greeting", "waiting for an answer without login");
  static final Stage LOGIN = new Stage("login", "logging in");
  static final Stage PING = new Stage("ping", "waiting for PONG");
  static final Stage INFO = new Stage("info", "reading INFO");

  static final List<Stage> ALL = List.of(GREETING, LOGIN, PING, INFO);

  private RedisStages() {}
}
