package io.vigie.runner.sink;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.net.PemKeyCertOptions;
import io.vigie.probe.sink.Door;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What the configuration of a runner says of its sinks.
 *
 * @param ports of the doors that are to be opened
 * @param host the address to listen at
 * @param externalHost by which applications know this runner
 * @param externalUrl how they get to the door without TLS, where something stands before it
 * @param secret what the addresses are made with; where absent they change with every start
 */
public record SinkTerms(
    Map<Door, Integer> ports,
    String host,
    String externalHost,
    Optional<String> externalUrl,
    Optional<Path> chain,
    Optional<Path> key,
    Optional<String> secret) {

  private static final int LEAST_SECRET = 16;

  public SinkTerms {
    ports = Map.copyOf(ports);
    if (ports.containsKey(Door.VALID) && (chain.isEmpty() || key.isEmpty())) {
      throw new IllegalArgumentException(
          "vigie.runner.sink.certificate and vigie.runner.sink.key: must be set with "
              + Door.VALID.setting()
              + ", are not");
    }
    if (secret.filter(text -> text.length() < LEAST_SECRET).isPresent()) {
      throw new IllegalArgumentException(
          "vigie.runner.sink.secret: must be at least " + LEAST_SECRET + " characters, is fewer");
    }
  }

  /** Whether there is any door. */
  public boolean isWanted() {
    return !ports.isEmpty();
  }

  /** Where a sink will be, as far as that can be known before its door is open. */
  public Optional<String> address(String name, Door door) {
    return Optional.ofNullable(ports.get(door))
        .flatMap(port -> secret.map(text -> addresses(text, door, port)))
        .flatMap(addresses -> addresses.address(name, door));
  }

  private SinkAddresses addresses(String text, Door door, int port) {
    return new SinkAddresses(text.getBytes(UTF_8), Map.of(door, url(door, port)));
  }

  /** How applications get to a door that is open at {@code port}. */
  String url(Door door, int port) {
    String scheme = door == Door.OFF ? "http" : "https";
    return externalUrl
        .filter(_ -> door == Door.OFF)
        .map(url -> url.replaceFirst("/+$", ""))
        .orElse(scheme + "://" + externalHost + ":" + port);
  }

  PemKeyCertOptions certificate() {
    return new PemKeyCertOptions()
        .setCertPath(chain.orElseThrow().toString())
        .setKeyPath(key.orElseThrow().toString());
  }
}
