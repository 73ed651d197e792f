package io.vigie.probe.dns;

import com.fasterxml.jackson.annotation.JsonValue;

/** What is asked for, with its number on the wire. */
public enum RecordType {
  A(1),
  AAAA(28),
  MX(15),
  TXT(16),
  CNAME(5),
  CAA(257),
  NS(2),
  SOA(6);

  private final int number;

  RecordType(int number) {
    this.number = number;
  }

  @JsonValue
  public String word() {
    return name();
  }

  int number() {
    return number;
  }
}
