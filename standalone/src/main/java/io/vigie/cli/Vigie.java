package io.vigie.cli;

import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Where the process begins. */
@QuarkusMain
public final class Vigie {

  private Vigie() {}

  public static void main(String... arguments) {
    // What is piped into a file or another program is UTF-8 whatever the locale says.
    var out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    var err =
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    int code = CommandLines.of(new Terminal(out, err, Terminal.wantColours())).execute(arguments);
    out.flush();
    System.exit(code);
  }
}
