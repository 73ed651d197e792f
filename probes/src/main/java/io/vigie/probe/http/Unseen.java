package io.vigie.probe.http;

import io.vigie.contract.result.Evidence;
import io.vigie.contract.result.Outcome;
import io.vigie.probe.Observation;
import io.vigie.probe.ProbeContext;
import io.vigie.probe.net.Dialer;
import io.vigie.probe.net.Trouble.Broken;
import io.vigie.probe.net.Trouble.Ours;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The observation of a run that has no answer: the one place where trouble becomes a value. */
record Unseen(Stopwatch stopwatch, Redirection redirection, Optional<InetSocketAddress> remote) {

  Observation of(Throwable cause) {
    return switch (cause) {
      case Broken broken ->
          new Observation.Failed(
              new Outcome.Failure(
                  broken.code(), stopwatch.phase().word(), summary(broken), List.of()),
              evidence(broken.facts()));
      case Ours ours -> new Observation.Blind(ours.code(), ours.getMessage(), evidence(Map.of()));
      case ProbeContext.SecretMissing missing ->
          new Observation.Blind("secret-missing", missing.getMessage(), evidence(Map.of()));
      default ->
          new Observation.Blind(
              "defect",
              "the http probe has a defect: " + cause.getClass().getName(),
              evidence(Map.of()));
    };
  }

  /** After redirects it matters where it happened. */
  private String summary(Broken broken) {
    List<Url> chain = redirection.chain();
    return chain.size() < 2 || broken.code().startsWith("redirect")
        ? broken.getMessage()
        : broken.getMessage() + ", redirected to " + chain.getLast();
  }

  private Evidence evidence(Map<String, String> more) {
    Map<String, String> facts = new HashMap<>();
    remote.ifPresent(address -> facts.put("remoteAddress", Dialer.shown(address)));
    if (redirection.chain().size() > 1) {
      facts.putAll(redirection.facts());
    }
    facts.putAll(more);
    return new Evidence(facts, Map.of(), stopwatch.phases(), Optional.empty(), false);
  }
}
