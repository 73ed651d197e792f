package io.vigie.probe.tls;

/** Something that is wrong with a certificate or its chain; the worst first. */
record Defect(Sort sort, String message) {

  /** The sorts, in the order in which they are reported. */
  enum Sort {
    EXPIRED("tls-expired"),
    NOT_YET_VALID("tls-not-yet-valid"),
    REVOKED("tls-revoked"),
    SELF_SIGNED("tls-self-signed"),
    UNTRUSTED_ROOT("tls-untrusted-root"),
    MISSING_INTERMEDIATE("tls-missing-intermediate"),
    INVALID_CHAIN("tls-invalid-chain"),
    WRONG_HOST("tls-wrong-host"),
    WRONG_PURPOSE("tls-wrong-purpose"),
    WEAK_KEY("tls-weak-key"),
    WEAK_SIGNATURE("tls-weak-signature");

    private final String code;

    Sort(String code) {
      this.code = code;
    }

    /** A stable slug. */
    String code() {
      return code;
    }

    /** The slug as a word of the vocabulary. */
    String word() {
      return code.substring("tls-".length());
    }
  }
}
