package io.vigie.probe.cors;

import java.util.Locale;

/** Why an origin is tried. */
enum Sort {
  /** It is declared. */
  ALLOWED(Defect.ALLOWED_ORIGIN_REFUSED),
  /** Somebody else's, or named by the author as one that must not be allowed. */
  FOREIGN(Defect.FOREIGN_ORIGIN_ALLOWED),
  /** What a sandboxed frame or a file sends, of whoever. */
  NULL(Defect.NULL_ORIGIN_ALLOWED),
  /** What a careless comparison takes for a declared one. */
  LOOKALIKE(Defect.LOOKALIKE_ORIGIN_ALLOWED),
  /** A declared one without TLS, which whoever is on the way can speak for. */
  INSECURE(Defect.INSECURE_ORIGIN_ALLOWED),
  /** A developer's. */
  LOCAL(Defect.LOCAL_ORIGIN_ALLOWED);

  private final Defect defect;

  Sort(Defect defect) {
    this.defect = defect;
  }

  /** What is wrong when it is treated in the way it should not be. */
  Defect defect() {
    return defect;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
