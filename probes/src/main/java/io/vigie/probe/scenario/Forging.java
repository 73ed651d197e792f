package io.vigie.probe.scenario;

import io.vigie.probe.scenario.Courier.Asked;
import java.security.PublicKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sends forged tokens where a genuine one is accepted. */
final class Forging {

  private final Courier courier;
  private final Writer writer;
  private final Discretion discretion;
  private final Judge judge;

  Forging(Courier courier, Writer writer, Discretion discretion, Judge judge) {
    this.courier = courier;
    this.writer = writer;
    this.discretion = discretion;
    this.judge = judge;
  }

  /** The genuine token must be accepted first: what refuses everything proves nothing. */
  Answer send(ScenarioForge forge, Asked genuine, Session session, String bearer) {
    WebToken token = token(bearer);
    Answer accepted = courier.send(genuine, session);
    if (accepted.status() < 200 || accepted.status() >= 300) {
      throw new Setback(
          "genuine-token-refused",
          "the genuine token must be accepted, was " + Judge.said(accepted));
    }
    List<PublicKey> keys = forge.publicKey().map(writer::text).map(Forging::key).stream().toList();
    List<String> known = forge.known().stream().map(writer::text).toList();
    Answer last = accepted;
    for (Forgery way : forge.how().values()) {
      for (String forged : way.of(token, keys, known)) {
        discretion.conceal(forged);
        last = requireRefused(way, with(genuine, forged), session);
      }
    }
    return last;
  }

  private Answer requireRefused(Forgery way, Asked asked, Session session) {
    Answer answer = courier.send(asked, session);
    String name = way.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    if (answer.status() >= 200 && answer.status() < 300) {
      throw new Setback(
          "forged-token-accepted",
          "a forged token (" + name + ") must be refused, was " + Judge.said(answer));
    } else if (!judge.refuses(answer)) {
      throw new Setback(
          "refusal-unclear",
          "a forged token ("
              + name
              + ") must be refused ("
              + Refusal.REQUIRED
              + "), was "
              + Judge.said(answer));
    }
    return answer;
  }

  static WebToken token(String text) {
    try {
      return WebToken.parse(text);
    } catch (IllegalArgumentException e) {
      throw new Setback("token-malformed", e.getMessage());
    }
  }

  static PublicKey key(String text) {
    try {
      return PublicKeys.parse(text);
    } catch (IllegalArgumentException e) {
      throw new Setback("token-malformed", "publicKey " + e.getMessage());
    }
  }

  private static Asked with(Asked genuine, String forged) {
    Map<String, String> headers = new LinkedHashMap<>(genuine.headers());
    headers.put("authorization", "Bearer " + forged);
    return new Asked(genuine.method(), genuine.to(), headers, Optional.empty(), false);
  }
}
