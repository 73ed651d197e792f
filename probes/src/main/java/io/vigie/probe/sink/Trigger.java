package io.vigie.probe.sink;

import io.vertx.core.Future;
import io.vigie.probe.net.Attempt;
import io.vigie.probe.net.Trouble.Ours;

final class Trigger {
  record Answer(int status, String text) {}

  Trigger(SinkTrigger settings, Attempt attempt, String nonce, String address) {}

  Future<Answer> pull() {
    return Future.failedFuture(new Ours("not-equipped", "this runner cannot make triggers yet"));
  }
}
