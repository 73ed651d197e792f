package io.vigie.probe.ping;

import static dev.cel.common.types.SimpleType.DURATION;
import static dev.cel.common.types.SimpleType.INT;
import static dev.cel.common.types.SimpleType.STRING;

import io.vigie.probe.Observation;
import io.vigie.probe.expect.Vocabulary;
import io.vigie.probe.net.Attempt;
import io.vigie.probe.net.Glossary;
import io.vigie.probe.net.Stage;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What an expectation may say of answers. */
final class PingVocabulary {

  private static final List<Stage> STAGES = List.of(Stage.RESOLVE, PingRun.ECHO);

  static final Vocabulary WORDS =
      new Glossary()
          .add("method", STRING, "How the host was made to answer: icmp or tcp.")
          .add("sent", INT, "How many tries were made.")
          .add("received", INT, "How many were answered.")
          .add("lossPercent", INT, "How many of a hundred were not, rounded up.")
          .add("fastest", DURATION, "The shortest time to an answer.")
          .add("average", DURATION, "The mean time to an answer.")
          .add("slowest", DURATION, "The longest time to an answer.")
          .add("remoteIp", STRING, "The address that was tried.")
          .vocabulary(STAGES);

  private PingVocabulary() {}

  /** The observation of at least one answer. */
  static Observation seen(
      Attempt attempt, String method, int sent, List<Duration> answers, InetAddress address) {
    Duration sum = answers.stream().reduce(Duration.ZERO, Duration::plus);
    Duration average = sum.dividedBy(answers.size());
    Map<String, Object> words = new HashMap<>();
    words.put("method", method);
    words.put("sent", (long) sent);
    words.put("received", (long) answers.size());
    words.put("lossPercent", (long) Math.ceilDiv(100 * (sent - answers.size()), sent));
    words.put("fastest", answers.stream().min(Comparator.naturalOrder()).orElseThrow());
    words.put("average", average);
    words.put("slowest", answers.stream().max(Comparator.naturalOrder()).orElseThrow());
    words.put("remoteIp", address.getHostAddress());
    words.putAll(attempt.times(STAGES));
    attempt.number("averageSeconds", average.toNanos() / 1e9);
    return attempt.seen(words);
  }
}
