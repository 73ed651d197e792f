package io.vigie.report.web;

import io.vigie.contract.alert.Silence;
import io.vigie.report.incident.Muted;
import io.vigie.report.verdict.Judged;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The page of silences.
 *
 * @param asked what is on its way
 */
public record SilencesView(
    String headline,
    Optional<String> asked,
    List<Row> active,
    List<Row> over,
    SilenceForm form,
    Optional<Preview> preview) {

  private static final int MOST_OVER = 20;
  private static final int MOST_ITEMS = 20;

  /**
   * One silence.
   *
   * @param left until when; of one that is over, when it ended
   */
  public record Row(
      String id,
      String words,
      String reason,
      String by,
      Moment from,
      Remaining left,
      Optional<String> endedBy) {

    static Row of(Silence silence, Instant now) {
      return new Row(
          silence.id().toString(),
          silence.matcher().words(),
          silence.reason(),
          silence.by(),
          new Moment(silence.from(), now),
          new Remaining(silence.end(), now),
          silence.ended().map(ended -> ended.by()));
    }
  }

  /** What would be muted, or why that cannot be said. */
  public record Preview(String sentence, boolean alarming, List<Item> items, int more) {

    /** One item that would be. */
    public record Item(String id, String title, String address, String severity, Mark state) {
      static Item of(Judged judged) {
        return new Item(
            judged.watched().item().toString(),
            judged.watched().title(),
            "/items/" + judged.watched().item(),
            judged.watched().severity().word(),
            Mark.of(judged.state()));
      }
    }

    static Preview of(Muted muted) {
      String sentence = muted.sentence();
      return new Preview(
          "This " + sentence + ".",
          muted.failing() > 0,
          muted.items().stream().limit(MOST_ITEMS).map(Item::of).toList(),
          Math.max(0, muted.items().size() - MOST_ITEMS));
    }

    static Preview refused(String why) {
      return new Preview(why, true, List.of(), 0);
    }
  }

  static SilencesView of(
      List<Silence> silences,
      SilenceForm form,
      Optional<Preview> preview,
      Optional<String> asked,
      Instant now) {
    List<Row> active =
        silences.stream().filter(s -> now.isBefore(s.end())).map(s -> Row.of(s, now)).toList();
    List<Row> over =
        silences.stream()
            .filter(s -> !now.isBefore(s.end()))
            .limit(MOST_OVER)
            .map(s -> Row.of(s, now))
            .toList();
    return new SilencesView(headline(active.size()), asked, active, over, form, preview);
  }

  private static String headline(int active) {
    return switch (active) {
      case 0 -> "Nothing is silenced";
      case 1 -> "1 silence";
      default -> active + " silences";
    };
  }
}
