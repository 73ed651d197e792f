package io.vigie.embedded;

import java.nio.file.Path;

/** Where the tests of this module unpack the programs of PostgreSQL. */
final class Programs {

  static final Path FOLDER = Path.of("target", "embedded-programs").toAbsolutePath();

  private Programs() {}
}
