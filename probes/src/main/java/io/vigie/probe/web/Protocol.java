package io.vigie.probe.web;

import com.fasterxml.jackson.annotation.JsonValue;

/** The version of HTTP that a target must speak. */
public enum Protocol {
  /** HTTP/2 where TLS negotiates it, otherwise HTTP/1.1. */
  ANY("any"),
  /** Nothing but HTTP/1.1 is offered. */
  HTTP_1_1("http/1.1"),
  /** Nothing but HTTP/2 is offered; without TLS it is assumed. */
  H2("h2");

  private final String word;

  Protocol(String word) {
    this.word = word;
  }

  /** As an author writes it, and as TLS negotiates it. */
  @JsonValue
  public String word() {
    return word;
  }
}
