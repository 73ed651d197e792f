package io.vigie.testkit.slack;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads Slack's markup into pieces that a page can show without trusting any of it. */
public final class Mrkdwn {

  private static final Pattern MARK =
      Pattern.compile(
          "\\*([^*\\n]+)\\*|`([^`\\n]+)`|<(https?://[^|>\\s]+)\\|([^>]*)>|<(https?://[^>\\s]+)>"
              + "|(?<![\\w/])_([^_\\n]+)_(?!\\w)|<([!@#][^>]+)>");

  private Mrkdwn() {}

  /** A piece of text and how it is shown; {@code link} is empty for what leads nowhere. */
  public record Piece(String text, String style, String link) {}

  /** The pieces of {@code markup}, in order. */
  public static List<Piece> pieces(String markup) {
    List<Piece> pieces = new ArrayList<>();
    Matcher mark = MARK.matcher(markup);
    int from = 0;
    while (mark.find()) {
      addPlain(pieces, markup.substring(from, mark.start()));
      pieces.add(marked(mark));
      from = mark.end();
    }
    addPlain(pieces, markup.substring(from));
    return pieces;
  }

  private static Piece marked(Matcher mark) {
    if (mark.group(1) != null) {
      return new Piece(unescaped(mark.group(1)), "bold", "");
    }
    if (mark.group(2) != null) {
      return new Piece(unescaped(mark.group(2)), "code", "");
    }
    if (mark.group(3) != null) {
      return new Piece(unescaped(mark.group(4)), "link", unescaped(mark.group(3)));
    }
    if (mark.group(6) != null) {
      return new Piece(unescaped(mark.group(6)), "italic", "");
    }
    if (mark.group(7) != null) {
      return new Piece(mark.group(7).replaceFirst("^[!@#]", "@"), "call", "");
    }
    return new Piece(mark.group(5), "link", mark.group(5));
  }

  private static void addPlain(List<Piece> pieces, String text) {
    if (!text.isEmpty()) {
      pieces.add(new Piece(unescaped(text), "plain", ""));
    }
  }

  private static String unescaped(String text) {
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
  }
}
