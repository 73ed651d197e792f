package io.vigie.runner.secret;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A text, and the same with the escapes of one kind undone: what is hidden under two sorts of
 * escapes is found in one of these. Knows where in the original each character comes from.
 */
final class Layer {

  /** Stands where a text was cut. */
  static final char CUT = '…';

  private static final Pattern PERCENT = Pattern.compile("(?:%[0-9A-Fa-f]{2})+");
  private static final Pattern JSON =
      Pattern.compile("\\\\(?:u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2})|([\"'\\\\/`$]))");
  private static final Pattern HTML =
      Pattern.compile("&(?:#([0-9]{1,7});|#[xX]([0-9A-Fa-f]{1,6});|(amp|lt|gt|quot|apos);)");
  private static final Map<String, String> NAMES =
      Map.of("amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'");

  private final String text;
  private final int[] origins;
  private final int[] escapes;
  private final int[] beginnings;

  private Layer(String text, int[] origins) {
    this.text = text;
    this.origins = origins;
    this.escapes =
        IntStream.range(0, text.length()).filter(i -> isEscape(text.charAt(i))).toArray();
    this.beginnings =
        IntStream.range(0, text.length())
            .filter(i -> i == 0 || text.charAt(i - 1) == CUT)
            .toArray();
  }

  /** True for what a character may be written with instead of itself. */
  static boolean isEscape(char c) {
    return switch (c) {
      case '%', '\\', '&', '=', '+' -> true;
      default -> false;
    };
  }

  /** The text itself first, then each other that differs from it. */
  static List<Layer> of(String text) {
    List<Layer> layers = new ArrayList<>();
    int[] origins = new int[text.length() + 1];
    Arrays.setAll(origins, i -> i);
    layers.add(new Layer(text, origins));
    if (text.indexOf('%') >= 0) {
      layers.add(undone(text, PERCENT, found -> bytes(found.group())));
    }
    if (text.indexOf('\\') >= 0) {
      layers.add(undone(text, JSON, Layer::escaped));
    }
    if (text.indexOf('&') >= 0) {
      layers.add(undone(text, HTML, Layer::entity));
    }
    return layers;
  }

  String text() {
    return text;
  }

  /** Where the characters are that others may be written with. */
  int[] escapes() {
    return escapes.clone();
  }

  /** Where the text begins, and begins again after a cut. */
  int[] beginnings() {
    return beginnings.clone();
  }

  /** Marks in the original what is marked here. */
  void carry(BitSet marked, BitSet original) {
    marked.stream().forEach(i -> original.set(origins[i], origins[i + 1]));
  }

  private interface Undo {
    String of(MatchResult found);
  }

  private static Layer undone(String text, Pattern escapes, Undo undo) {
    StringBuilder plain = new StringBuilder(text.length());
    int[] origins = new int[text.length() + 1];
    Matcher found = escapes.matcher(text);
    int from = 0;
    while (found.find()) {
      from = copied(text, from, found.start(), plain, origins);
      append(undo.of(found), found, plain, origins);
      from = found.end();
    }
    copied(text, from, text.length(), plain, origins);
    origins[plain.length()] = text.length();
    return new Layer(plain.toString(), origins);
  }

  private static int copied(String text, int from, int to, StringBuilder plain, int[] origins) {
    for (int i = from; i < to; i++) {
      origins[plain.length()] = i;
      plain.append(text.charAt(i));
    }
    return to;
  }

  /** Each character has its share of the escapes that it comes from. */
  private static void append(String undone, MatchResult found, StringBuilder plain, int[] origins) {
    int length = found.end() - found.start();
    for (int i = 0; i < undone.length(); i++) {
      origins[plain.length()] = found.start() + length * i / undone.length();
      plain.append(undone.charAt(i));
    }
  }

  private static String bytes(String escapes) {
    byte[] bytes = HexFormat.of().parseHex(escapes.replace("%", ""));
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static String escaped(MatchResult found) {
    if (found.group(3) != null) {
      return found.group(3);
    }
    String digits = found.group(1) == null ? found.group(2) : found.group(1);
    return String.valueOf((char) Integer.parseInt(digits, 16));
  }

  private static String entity(MatchResult found) {
    if (found.group(3) != null) {
      return NAMES.get(found.group(3));
    }
    boolean decimal = found.group(1) != null;
    int value = Integer.parseInt(found.group(decimal ? 1 : 2), decimal ? 10 : 16);
    return Character.isValidCodePoint(value) ? Character.toString(value) : "\uFFFD";
  }
}
