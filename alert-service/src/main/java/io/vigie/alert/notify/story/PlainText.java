package io.vigie.alert.notify.story;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/**
 * A story as text that nothing acts on: no control characters, nothing that turns the direction of
 * reading, and never longer than allowed.
 */
public final class PlainText {

  private static final String CUT = "…";
  private static final int LONGEST_LINK = 1_000;
  private static final long ENOUGH = 4;

  /** What ends lines, rings bells, or makes text read differently from what it is. */
  private static final String NOT_SHOWN =
      "[\\p{Cntrl}\\u0085\\u200B-\\u200F\\u2028-\\u202E\\u2060-\\u2069\\uFEFF\\p{Cs}]";

  private static final String NOT_SHOWN_IN_BLOCKS = "[" + NOT_SHOWN + "&&[^\\n\\t]]";

  private PlainText() {}

  /** One line of at most {@code limit} characters. */
  public static String line(String text, int limit) {
    return cut(some(text, limit).replaceAll(NOT_SHOWN + "+", " ").strip(), limit);
  }

  /**
   * Lines of at most {@code limit} characters together. All but the first are indented, so that
   * none looks like a line of ours.
   */
  public static String block(String text, int limit) {
    String lines =
        some(text, limit).replace("\r\n", "\n").replaceAll(NOT_SHOWN_IN_BLOCKS, " ").strip();
    return cut(lines.replace("\n", "\n    "), limit);
  }

  /** Enough to be left with {@code limit}: nobody reads through a flood to cut it. */
  private static String some(String text, int limit) {
    return cut(text, Math.clamp(ENOUGH * limit, limit, Integer.MAX_VALUE));
  }

  /** The whole story, of which no part is longer than {@code limit}. */
  public static String whole(Story story, int limit) {
    StringBuilder text = new StringBuilder();
    text.append(line(story.banner(), limit)).append('\n');
    text.append(line(story.title(), limit)).append('\n');
    return text.append(details(story, limit)).toString();
  }

  /** All but the first two lines of the story. */
  public static String details(Story story, int limit) {
    StringBuilder text = new StringBuilder();
    String colon = Word.COLON.in(story.language());
    story.change().ifPresent(change -> text.append(block(change, limit)).append('\n'));
    text.append(block(story.summary(), limit)).append('\n');
    story.impact().ifPresent(impact -> fact(text, impact, colon, limit));
    story.firstStep().ifPresent(step -> fact(text, step, colon, limit));
    story.unmet().forEach(one -> bullet(text, one.line(), limit));
    story.unmetMore().ifPresent(more -> bullet(text, more, limit));
    story.facts().forEach(fact -> fact(text, fact, colon, limit));
    story.labels().forEach(label -> fact(text, label, colon, limit));
    story.listing().ifPresent(listing -> listed(text, listing, limit));
    text.append(line(story.footer(), limit)).append('\n');
    return text.append(line(story.reason(), limit)).toString();
  }

  private static void fact(StringBuilder text, Story.Fact fact, String colon, int limit) {
    text.append(fact.label()).append(colon).append(block(fact.value(), limit)).append('\n');
  }

  private static void bullet(StringBuilder text, String line, int limit) {
    text.append("- ").append(line(line, limit)).append('\n');
  }

  /** What is listed, without where it leads. */
  private static void listed(StringBuilder text, Story.Listing listing, int limit) {
    text.append(line(listing.title(), limit)).append('\n');
    listing.entries().forEach(entry -> bullet(text, entry.text(), limit));
    listing
        .more()
        .ifPresent(
            more -> bullet(text, more.text() + more.link().map(to -> ": " + to).orElse(""), limit));
  }

  /** {@code text} where it is an address of the web that a person may be sent to. */
  public static Optional<String> link(String text) {
    try {
      URI uri = new URI(text.strip());
      boolean web = uri.getScheme() != null && Set.of("http", "https").contains(uri.getScheme());
      return web && uri.getHost() != null && text.length() <= LONGEST_LINK
          ? Optional.of(uri.toASCIIString())
          : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /** At most {@code limit} characters, none of them half. */
  public static String cut(String text, int limit) {
    if (text.length() <= limit) {
      return text;
    }
    int end = Math.max(0, limit - CUT.length());
    boolean half = end > 0 && Character.isHighSurrogate(text.charAt(end - 1));
    return text.substring(0, half ? end - 1 : end) + CUT;
  }

  /** At most {@code limit} bytes of UTF-8, none of its characters half. */
  public static String cutToBytes(String text, int limit) {
    if (bytes(text) <= limit) {
      return text;
    }
    int left = limit - bytes(CUT);
    int end = 0;
    while (end < text.length()) {
      int next = end + Character.charCount(text.codePointAt(end));
      left -= bytes(text.substring(end, next));
      if (left < 0) {
        break;
      }
      end = next;
    }
    return text.substring(0, end) + CUT;
  }

  /** How many bytes of UTF-8 {@code text} has. */
  public static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
