package io.vigie.embedded;

import java.nio.file.Path;

/** A program that starts both servers on a folder, says so, and waits to be killed. */
final class BothServers {

  private BothServers() {}

  public static void main(String[] args) throws Exception {
    var folder = Path.of(args[0]);
    var database = EmbeddedPostgres.start(folder.resolve("postgres"), 0, Path.of(args[1]));
    Queries.write(database, args[2]);
    var broker = EmbeddedKafka.start(folder.resolve("kafka"), 0);
    Messages.write(broker, args[2]);
    System.out.println("ready");
    System.in.read();
  }
}
