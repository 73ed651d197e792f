package io.vigie.cli;

import java.io.Console;
import java.io.PrintStream;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The two channels to the one who called: data, and talk about the data.
 *
 * @param out takes data only
 * @param err takes everything else
 * @param colours whether both may be coloured
 */
record Terminal(PrintStream out, PrintStream err, boolean colours) {

  /** Control characters, and those that turn the direction of writing. */
  private static final Pattern STEERING =
      Pattern.compile("[\\p{Cc}\\u202A-\\u202E\\u2066-\\u2069]");

  /** How a word is shown, where colours are allowed. */
  enum Paint {
    GREEN(32),
    RED(31),
    YELLOW(33),
    FAINT(2);

    private final int code;

    Paint(int code) {
      this.code = code;
    }
  }

  /** Whether a person sits there and did not ask for no colours (https://no-color.org). */
  static boolean wantColours() {
    var noColour = System.getenv("NO_COLOR");
    return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent()
        && (noColour == null || noColour.isEmpty());
  }

  /**
   * Words of somebody else, such as a title or what a server answered: what would steer the
   * terminal is replaced.
   */
  static String harmless(String foreign) {
    return STEERING.matcher(foreign).replaceAll("\uFFFD");
  }

  /** A line of data. */
  void print(String line) {
    out.println(line);
  }

  /** A line of talk. */
  void say(String line) {
    err.println(line);
  }

  String painted(Paint paint, String text) {
    return colours ? "\u001B[" + paint.code + "m" + text + "\u001B[0m" : text;
  }
}
