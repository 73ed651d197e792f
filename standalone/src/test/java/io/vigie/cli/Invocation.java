package io.vigie.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** One call of the command line in this process, with what it wrote. */
record Invocation(int exitCode, String out, String err) {

  static Invocation of(String... arguments) {
    return painted(false, arguments);
  }

  static Invocation painted(boolean colours, String... arguments) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    int code = CommandLines.of(new Terminal(into(out), into(err), colours)).execute(arguments);
    return new Invocation(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private static PrintStream into(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }
}
