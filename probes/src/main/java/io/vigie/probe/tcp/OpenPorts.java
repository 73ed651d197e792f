package io.vigie.probe.tcp;

import io.netty.channel.Channel;
import io.vertx.core.Future;
import io.vigie.probe.Observation;
import io.vigie.probe.net.Attempt;
import io.vigie.probe.net.HostPort;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Connects to each address in turn; the first that does not accept fails the attempt. */
final class OpenPorts {

  private final Attempt attempt;

  OpenPorts(Attempt attempt) {
    this.attempt = attempt;
  }

  Future<Observation> visit(TcpSettings settings) {
    Map<HostPort, PortState> states = new LinkedHashMap<>();
    Future<Channel> connected = Future.succeededFuture();
    for (HostPort address : settings.addresses()) {
      connected =
          connected
              .compose(_ -> attempt.connect(address))
              .onSuccess(_ -> states.put(address, PortState.OPEN));
    }
    return connected
        .compose(channel -> talk(channel, settings.dialogue()))
        .map(banner -> TcpVocabulary.seen(attempt, states, banner));
  }

  private Future<String> talk(Channel channel, List<TcpStep> steps) {
    if (steps.isEmpty()) {
      return Future.succeededFuture("");
    }
    attempt.enter(TcpVocabulary.DIALOGUE);
    Dialogue dialogue = new Dialogue(attempt, steps);
    return dialogue.on(channel);
  }
}
