package io.vigie.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A part of a running Vigie that can be stopped without its being told, and go on. */
final class Component {

  private final List<ProcessHandle> processes;

  private Component(Stream<ProcessHandle> processes) {
    this.processes = processes.toList();
    assertThat(this.processes).as("processes to stop").isNotEmpty();
  }

  /** One of the four services. */
  static Component service(VigieProcess vigie, String name) {
    return new Component(
        vigie.handle().descendants().filter(says(name + "/target/quarkus-app/quarkus-run.jar")));
  }

  /** The database, whoever it works for. */
  static Component database(VigieProcess vigie) {
    return new Component(vigie.handle().descendants().filter(says("postgres")));
  }

  /** The process with the broker in it. */
  static Component broker(VigieProcess vigie) {
    return new Component(Stream.of(vigie.handle()));
  }

  private static Predicate<ProcessHandle> says(String part) {
    return process ->
        process.info().commandLine().filter(line -> line.contains(part)).isPresent()
            && process.info().command().filter(program -> program.endsWith("sh")).isEmpty();
  }

  /** Runs {@code meanwhile} while it stands still. */
  void whileFrozen(Eventually.Assertion meanwhile) throws Exception {
    signal("-STOP");
    try {
      meanwhile.check();
    } finally {
      signal("-CONT");
    }
  }

  private void signal(String which) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("kill", which));
    processes.stream()
        .filter(ProcessHandle::isAlive)
        .forEach(process -> command.add(Long.toString(process.pid())));
    assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
  }
}
