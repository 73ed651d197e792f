package io.vigie.alert.notify.story;

/** How bad a message is, for colours; the glyph and the words say it too. */
public enum Tone {
  /** Something fails and nobody looks after it. */
  FAILING("■"),
  /** Something fails and somebody looks after it. */
  ATTENDED("■"),
  /** It is over. */
  OVER("●"),
  /** Vigie has trouble of its own. */
  OWN_TROUBLE("◆"),
  /** Nothing has happened: a test, a digest. */
  QUIET("○");

  private final String glyph;

  Tone(String glyph) {
    this.glyph = glyph;
  }

  public String glyph() {
    return glyph;
  }
}
