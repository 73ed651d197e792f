package io.vigie.probe.http;

/** The parts of a run, in their order. */
enum Phase {
  RESOLVE("resolve", "resolving the name"),
  CONNECT("connect", "connecting"),
  TLS("tls", "TLS handshake"),
  PROCESSING("processing", "waiting for the answer"),
  TRANSFER("transfer", "reading the body");

  private final String word;
  private final String doing;

  Phase(String word, String doing) {
    this.word = word;
    this.doing = doing;
  }

  /** The name in facts, evidence and failures. */
  String word() {
    return word;
  }

  /** What is going on, for a message. */
  String doing() {
    return doing;
  }
}
