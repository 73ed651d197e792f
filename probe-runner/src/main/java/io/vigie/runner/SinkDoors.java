package io.vigie.runner;

import io.vigie.probe.sink.Door;
import io.vigie.runner.sink.SinkTerms;
import java.util.EnumMap;
import java.util.Map;

/** Which sinks the settings of a runner ask for. */
final class SinkDoors {

  private SinkDoors() {}

  static SinkTerms of(RunnerConfig.Sink settings) {
    Map<Door, Integer> ports = new EnumMap<>(Door.class);
    settings.port().ifPresent(port -> ports.put(Door.OFF, port));
    settings.tlsPort().ifPresent(port -> ports.put(Door.VALID, port));
    settings.selfSignedPort().ifPresent(port -> ports.put(Door.SELF_SIGNED, port));
    return new SinkTerms(
        ports,
        settings.host(),
        settings.externalHost(),
        settings.externalUrl(),
        settings.certificate(),
        settings.key(),
        settings.secret());
  }
}
