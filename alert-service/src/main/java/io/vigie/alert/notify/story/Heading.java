package io.vigie.alert.notify.story;

import io.vigie.alert.incident.Posting.Telling;

/** The single lines of a message: what is read first, and perhaps alone. */
final class Heading {

  /** What a lock screen shows. */
  static final int LONGEST_HEADLINE = 80;

  private static final int LONGEST_SYSTEM = 24;
  private static final int LONGEST_ENVIRONMENT = 16;
  private static final int SHORTEST_TITLE = 18;
  private static final int LONGEST_SYMPTOM = 200;
  private static final String BETWEEN = " · ";

  private final Matter matter;

  Heading(Matter matter) {
    this.matter = matter;
  }

  /** Like {@code ■ P0 FAIL · billing-api · production}. */
  String banner() {
    return matter.tone().glyph() + " " + state() + BETWEEN + whose();
  }

  private String state() {
    if (matter.isTest()) {
      return matter.say(Word.TEST);
    }
    if (matter.isOver()) {
      return over();
    }
    String what =
        matter.isOwn()
            ? matter.say(Word.ITSELF)
            : matter.say(matter.isFlapping() ? Word.FLAPPING : Word.FAIL);
    String attended = matter.isAcknowledged() ? ", " + matter.say(Word.ACKNOWLEDGED) : "";
    return matter.incident().severity() + " " + what + attended;
  }

  private String over() {
    Word word =
        matter.telling() == Telling.OPENED_AND_RESOLVED
            ? Word.OPENED_AND_RESOLVED
            : Word.RESOLVED_AFTER;
    return matter.say(word, matter.lasted());
  }

  private String whose() {
    String how = matter.resolution();
    if (matter.isOwn()) {
      return matter.title();
    }
    return matter.item().system()
        + BETWEEN
        + (matter.isOver() && !how.isEmpty() ? how : matter.item().environment());
  }

  /** Like {@code [P0] billing-api · TLS expires in 2 d (production)}, 80 characters at most. */
  String headline() {
    String begin = mark() + " " + PlainText.cut(matter.item().system(), LONGEST_SYSTEM) + BETWEEN;
    String end = " (" + PlainText.cut(matter.item().environment(), LONGEST_ENVIRONMENT) + ")";
    if (matter.isOwn()) {
      begin = mark() + " Vigie" + BETWEEN;
      end = "";
    }
    return begin + symptom(LONGEST_HEADLINE - begin.length() - end.length()) + end;
  }

  /** The title, and what is wrong with it: of a title that is too long its end goes first. */
  private String symptom(int limit) {
    String title = PlainText.line(matter.title(), LONGEST_SYMPTOM);
    String state = PlainText.line(symptom(), LONGEST_SYMPTOM);
    if (matter.isOver() || matter.telling() != Telling.OPENED) {
      return PlainText.cut(state + colon() + title, limit);
    }
    int room = Math.max(SHORTEST_TITLE, limit - state.length() - colon().length());
    return PlainText.cut(PlainText.cut(title, room) + colon() + state, limit);
  }

  private String symptom() {
    return switch (matter.telling()) {
      case OPENED -> matter.failure();
      case TEST -> matter.say(Word.TEST);
      case RESOLVED, OPENED_AND_RESOLVED -> over();
      case UPDATED, DIGEST, SUMMARY -> matter.say(Word.UPDATED);
      case COMMENTED, ACKNOWLEDGED, ESCALATED, REMINDED, REOPENED -> new News(matter).line();
    };
  }

  /** Read aloud: {@code [P0] billing-api production: Certificate: expires in 2 days}. */
  String spoken() {
    return what() + colon() + symptom();
  }

  /** The same for all messages of an incident. */
  String subject() {
    return what() + " (#" + matter.shortId() + ")";
  }

  private String what() {
    String whose =
        matter.isOwn() ? "Vigie" : matter.item().system() + " " + matter.item().environment();
    return mark() + " " + whose + colon() + matter.title();
  }

  private String colon() {
    return matter.say(Word.COLON);
  }

  private String mark() {
    return matter.isTest()
        ? "[" + matter.say(Word.TEST) + "]"
        : "[" + matter.incident().severity() + "]";
  }
}
