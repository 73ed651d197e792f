package io.vigie.probe.tls;

import io.netty.channel.Channel;
import io.vertx.core.Future;
import io.vigie.probe.net.Attempt;
import io.vigie.probe.tls.HelloAnswer.Accepted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Finds out what a server would accept: one hello on one connection after the other, so that it is
 * never more than one connection at a time.
 */
final class Scan {

  private static final Duration LONGEST_PATIENCE = Duration.ofSeconds(3);

  private final Attempt attempt;
  private final String serverName;
  private final Supplier<Future<Channel>> connections;
  private int hellos;

  /**
   * What was found.
   *
   * @param versions those that are accepted of those that were tried
   * @param suites those that are accepted, where all were tried
   * @param weak those that nobody should accept, and this server does
   */
  record Found(List<TlsVersion> versions, List<String> suites, List<String> weak) {
    Found {
      versions = List.copyOf(versions);
      suites = List.copyOf(suites);
      weak = List.copyOf(weak);
    }
  }

  /**
   * A scan.
   *
   * @param connections opens a connection on which TLS may begin
   */
  Scan(Attempt attempt, String serverName, Supplier<Future<Channel>> connections) {
    this.attempt = attempt;
    this.serverName = serverName;
    this.connections = connections;
  }

  Future<Found> of(TlsSettings settings) {
    attempt.progress(() -> hellos + " hellos so far");
    return versions(settings.versions())
        .compose(
            accepted ->
                weak(accepted)
                    .compose(
                        weak ->
                            suites(settings, accepted)
                                .map(suites -> new Found(accepted, suites, weak))));
  }

  private Future<List<TlsVersion>> versions(List<TlsVersion> tried) {
    Future<List<TlsVersion>> accepted = Future.succeededFuture(new ArrayList<>());
    for (TlsVersion version : tried) {
      accepted =
          accepted.compose(
              sofar ->
                  chosen(version, suitesOf(version))
                      .map(
                          suite -> {
                            suite.ifPresent(_ -> sofar.add(version));
                            return sofar;
                          }));
    }
    return accepted;
  }

  private static List<Integer> suitesOf(TlsVersion version) {
    return version == TlsVersion.TLS_1_3 ? CipherSuites.OF_1_3 : CipherSuites.before13();
  }

  /** The suites of the newest version before 1.3: what is weak there is weak in older ones. */
  private Future<List<String>> weak(List<TlsVersion> accepted) {
    return newestBefore13(accepted)
        .map(version -> all(version, CipherSuites.weak()))
        .orElseGet(() -> Future.succeededFuture(List.of()));
  }

  private Future<List<String>> suites(TlsSettings settings, List<TlsVersion> accepted) {
    if (!settings.cipherScan()) {
      return Future.succeededFuture(List.of());
    }
    Future<List<String>> modern =
        accepted.contains(TlsVersion.TLS_1_3)
            ? all(TlsVersion.TLS_1_3, CipherSuites.OF_1_3)
            : Future.succeededFuture(List.of());
    return modern.compose(
        first ->
            newestBefore13(accepted)
                .map(version -> all(version, CipherSuites.before13()))
                .orElseGet(() -> Future.succeededFuture(List.of()))
                .map(
                    second -> {
                      List<String> both = new ArrayList<>(first);
                      both.addAll(second);
                      return both;
                    }));
  }

  private static Optional<TlsVersion> newestBefore13(List<TlsVersion> accepted) {
    return accepted.stream()
        .filter(version -> version != TlsVersion.TLS_1_3)
        .max(TlsVersion::compareTo);
  }

  /** Each that is accepted: offers what is left until nothing is. */
  private Future<List<String>> all(TlsVersion version, List<Integer> offered) {
    return all(version, offered, new ArrayList<>());
  }

  private Future<List<String>> all(
      TlsVersion version, List<Integer> offered, List<String> accepted) {
    if (offered.isEmpty()) {
      return Future.succeededFuture(accepted);
    }
    return chosen(version, offered)
        .compose(
            suite -> {
              if (suite.isEmpty()) {
                return Future.succeededFuture(accepted);
              }
              accepted.add(CipherSuites.name(suite.get()));
              return all(
                  version,
                  offered.stream().filter(other -> !other.equals(suite.get())).toList(),
                  accepted);
            });
  }

  /** The suite that the server takes, where it takes this version and one that was offered. */
  private Future<Optional<Integer>> chosen(TlsVersion version, List<Integer> suites) {
    hellos++;
    return connections
        .get()
        .compose(
            channel ->
                HelloExchange.on(channel, new Hello(version, suites, serverName), patience()))
        .map(
            answer ->
                answer instanceof Accepted accepted
                        && accepted.version() == version.number()
                        && suites.contains(accepted.suite())
                    ? Optional.of(accepted.suite())
                    : Optional.empty());
  }

  private Duration patience() {
    Duration most = attempt.context().remaining().dividedBy(4);
    return most.compareTo(LONGEST_PATIENCE) < 0 ? most : LONGEST_PATIENCE;
  }
}
