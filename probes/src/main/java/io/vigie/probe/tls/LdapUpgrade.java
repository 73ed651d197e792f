package io.vigie.probe.tls;

/** The extended operation StartTLS of LDAP (RFC 4511). */
final class LdapUpgrade extends Upgrade {

  private static final String OPERATION = "1.3.6.1.4.1.1466.20037";
  private static final String REQUEST = "0\u001d\u0002\u0001\u0001w\u0018\u0080\u0016" + OPERATION;

  private static final int SEQUENCE = 0x30;
  private static final int EXTENDED_RESPONSE = 0x78;

  @Override
  void begin() {
    say(REQUEST);
  }

  /** SEQUENCE { INTEGER id, [APPLICATION 24] { ENUMERATED result, … } }. */
  @Override
  void hear() {
    if (heard.length() < 2) {
      return;
    }
    int header = headerLength(0);
    if (heard.charAt(0) != SEQUENCE || header < 0) {
      fail("protocol-error", "the server does not speak LDAP");
      return;
    }
    int total = header + contentLength(0);
    if (heard.length() < header || heard.length() < total) {
      return;
    }
    int result = result(header);
    heard.delete(0, total);
    settle(result);
  }

  private void settle(int result) {
    switch (result) {
      case 0 -> ready();
      case 2 -> fail("starttls-not-offered", "the server does not offer StartTLS");
      case -1 -> fail("protocol-error", "the server does not speak LDAP");
      default -> fail("starttls-refused", "the server refuses StartTLS with result code " + result);
    }
  }

  /** The result code, or -1 where this is no answer to the request. */
  private int result(int at) {
    int operation = at + 3;
    if (heard.length() < operation + 2
        || heard.charAt(at) != 2
        || heard.charAt(operation) != EXTENDED_RESPONSE) {
      return -1;
    }
    int enumerated = operation + headerLength(operation);
    return heard.length() >= enumerated + 3 && heard.charAt(enumerated) == 10
        ? heard.charAt(enumerated + 2)
        : -1;
  }

  /** How long tag and length are: lengths of up to two bytes are enough; -1 for longer ones. */
  private int headerLength(int at) {
    int first = heard.charAt(at + 1);
    return first < 0x80 ? 2 : first == 0x81 ? 3 : first == 0x82 ? 4 : -1;
  }

  private int contentLength(int at) {
    int header = headerLength(at);
    if (header == 2) {
      return heard.charAt(at + 1);
    }
    int length = 0;
    for (int i = at + 2; i < at + header && i < heard.length(); i++) {
      length = (length << 8) | heard.charAt(i);
    }
    return length;
  }
}
