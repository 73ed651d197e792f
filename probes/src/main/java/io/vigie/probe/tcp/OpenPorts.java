package io.vigie.probe.tcp;

import io.netty.channel.Channel;
import io.vertx.core.Future;
import io.vigie.probe.Observation;
import io.vigie.probe.net.Attempt;
import io.vigie.probe.net.HostPort;
import java.util.LinkedHashMap;
import java.util.Map;

/** Connects to each address in turn; the first that does not accept fails the attempt. */
final class OpenPorts {

  private final Attempt attempt;

  OpenPorts(Attempt attempt) {
    this.attempt = attempt;
  }

  /** Secrets are revealed before anything is connected to: without them there is nothing to do. */
  Future<Observation> visit(TcpSettings settings) {
    Dialogue dialogue = new Dialogue(attempt, settings.dialogue());
    Map<HostPort, PortState> states = new LinkedHashMap<>();
    Future<Channel> connected = Future.succeededFuture();
    for (HostPort address : settings.addresses()) {
      connected =
          connected
              .compose(_ -> attempt.connect(address))
              .onSuccess(_ -> states.put(address, PortState.OPEN));
    }
    return connected
        .compose(channel -> settings.dialogue().isEmpty() ? silence() : talk(channel, dialogue))
        .map(banner -> TcpVocabulary.seen(attempt, states, banner));
  }

  private static Future<String> silence() {
    return Future.succeededFuture("");
  }

  private Future<String> talk(Channel channel, Dialogue dialogue) {
    attempt.enter(TcpVocabulary.DIALOGUE);
    return dialogue.on(channel);
  }
}
