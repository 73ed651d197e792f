package io.vigie.probe.scenario;

/** Bytes that nobody changes any more: not copied, a body may be large. Never shown. */
final class Octets {

  private final byte[] bytes;

  private Octets(byte[] bytes) {
    this.bytes = bytes;
  }

  static Octets of(byte[] bytes) {
    return new Octets(bytes);
  }

  byte[] bytes() {
    return bytes;
  }

  int size() {
    return bytes.length;
  }

  @Override
  public String toString() {
    return bytes.length + " bytes";
  }
}
