package io.vigie.probe.tls;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/** A version of TLS, with its number on the wire. */
public enum TlsVersion {
  TLS_1_0("TLSv1", 0x0301),
  TLS_1_1("TLSv1.1", 0x0302),
  TLS_1_2("TLSv1.2", 0x0303),
  TLS_1_3("TLSv1.3", 0x0304);

  private final String word;
  private final int number;

  TlsVersion(String word, int number) {
    this.word = word;
    this.number = number;
  }

  @JsonValue
  public String word() {
    return word;
  }

  int number() {
    return number;
  }

  static Optional<TlsVersion> of(int number) {
    return Arrays.stream(values()).filter(version -> version.number == number).findFirst();
  }
}
