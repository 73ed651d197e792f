package io.vigie.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A real Kafka broker (KRaft, one node, share groups on) in this process.
 *
 * <p>Its log lies in the folder that it was started with and survives restarts and {@code kill -9}.
 * The port may change from one start to the next. Closing it twice is harmless; it is safe to close
 * it from a shutdown hook.
 */
public final class EmbeddedKafka implements AutoCloseable {

  private static final String NAME = "Kafka";
  private static final String FORMATTED = "meta.properties";
  private static final String STOPPED = ".kafka_cleanshutdown";

  private final KafkaRaftServer server;
  private final int port;

  private EmbeddedKafka(KafkaRaftServer server, int port) {
    this.server = server;
    this.port = port;
  }

  /**
   * Starts a broker and returns when it accepts requests.
   *
   * @param dir the folder of its log, created where it is absent
   * @param port the port of the broker, or 0 for a free one
   * @throws InfrastructureException when the port or the folder is in use, or the folder unusable
   */
  public static EmbeddedKafka start(Path dir, int port) {
    int claimed = Ports.claim(NAME, port);
    var folder = dir.toAbsolutePath();
    try {
      Files.createDirectories(folder);
      boolean killed = wasKilled(folder);
      formatOnce(folder);
      return new EmbeddedKafka(startServer(folder, claimed, killed), claimed);
    } catch (Exception e) {
      throw new InfrastructureException(
          "%s: could not start in %s on port %d: %s"
              .formatted(NAME, folder, claimed, innermost(e).getMessage()),
          e);
    }
  }

  /** The {@code bootstrap.servers} of its clients. */
  public String bootstrapServers() {
    return Ports.LOOPBACK + ":" + port;
  }

  public int port() {
    return port;
  }

  /** Stops the broker in an orderly way and returns when its log is closed. */
  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }

  /** Whether a broker ran here that has not written down that it was stopped. */
  private static boolean wasKilled(Path folder) {
    return Files.exists(folder.resolve(FORMATTED)) && !Files.exists(folder.resolve(STOPPED));
  }

  private static KafkaRaftServer startServer(Path folder, int port, boolean killed) {
    var settings = BrokerSettings.of(folder, port, Ports.free(), killed);
    var server = new KafkaRaftServer(KafkaConfig.fromProps(settings), Time.SYSTEM);
    try {
      server.startup();
      return server;
    } catch (RuntimeException e) {
      server.shutdown();
      throw e;
    }
  }

  private static void formatOnce(Path folder) throws Exception {
    if (Files.exists(folder.resolve(FORMATTED))) {
      return;
    }
    requireEmpty(folder);
    try (var silent =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
      new Formatter()
          .setPrintStream(silent)
          .setNodeId(BrokerSettings.NODE_ID)
          .setClusterId(Uuid.randomUuid().toString())
          .addDirectory(folder.toString())
          .setMetadataLogDirectory(folder.toString())
          .setReleaseVersion(MetadataVersion.latestProduction())
          .setControllerListenerName(BrokerSettings.CONTROLLER)
          .setIgnoreFormatted(true)
          .run();
    }
  }

  /** A foreign folder given by mistake is not filled with broker files. */
  private static void requireEmpty(Path folder) throws IOException {
    try (var entries = Files.list(folder)) {
      var foreign = entries.filter(entry -> !isLeftOver(entry)).findFirst();
      if (foreign.isPresent()) {
        throw new KafkaException(
            "the folder must be empty or a broker's own, but holds " + foreign.get().getFileName());
      }
    }
  }

  /** What a first start that was killed while formatting may leave. */
  private static boolean isLeftOver(Path entry) {
    var name = entry.getFileName().toString();
    return name.startsWith("__cluster_metadata")
        || name.startsWith(FORMATTED)
        || name.startsWith("bootstrap.checkpoint")
        || name.equals(".lock");
  }

  private static Throwable innermost(Throwable failure) {
    var cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }
}
