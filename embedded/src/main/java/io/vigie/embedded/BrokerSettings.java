package io.vigie.embedded;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/** The settings of a broker that is alone and shares its process with the services. */
final class BrokerSettings {

  static final int NODE_ID = 1;
  static final String CONTROLLER = "CONTROLLER";

  private BrokerSettings() {}

  static Properties of(Path dir, int port, int controllerPort, boolean killed) {
    var settings = new Properties();
    addresses(settings, port, controllerPort);
    settings.put("log.dirs", dir.toString());
    settings.put("auto.create.topics.enable", "false");
    aloneInItsCluster(settings);
    smallInMemory(settings);
    quickToStart(settings, killed);
    settings.putAll(shareGroups());
    return settings;
  }

  private static void addresses(Properties settings, int port, int controllerPort) {
    var broker = "PLAINTEXT://" + Ports.LOOPBACK + ":" + port;
    var controller = Ports.LOOPBACK + ":" + controllerPort;
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", Integer.toString(NODE_ID));
    settings.put("controller.quorum.voters", NODE_ID + "@" + controller);
    settings.put("listeners", broker + "," + CONTROLLER + "://" + controller);
    settings.put("advertised.listeners", broker);
    settings.put("controller.listener.names", CONTROLLER);
    settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
  }

  private static void aloneInItsCluster(Properties settings) {
    settings.put("default.replication.factor", "1");
    settings.put("min.insync.replicas", "1");
    settings.put("offsets.topic.replication.factor", "1");
    settings.put("offsets.topic.num.partitions", "4");
    settings.put("transaction.state.log.replication.factor", "1");
    settings.put("transaction.state.log.min.isr", "1");
    settings.put("transaction.state.log.num.partitions", "1");
    settings.put("share.coordinator.state.topic.replication.factor", "1");
    settings.put("share.coordinator.state.topic.min.isr", "1");
    settings.put("share.coordinator.state.topic.num.partitions", "2");
  }

  private static void smallInMemory(Properties settings) {
    settings.put("num.network.threads", "2");
    settings.put("num.io.threads", "2");
    settings.put("background.threads", "2");
    // The default takes 128 MiB of heap.
    settings.put("log.cleaner.dedupe.buffer.size", Integer.toString(4 * 1024 * 1024));
    settings.put("log.segment.bytes", Integer.toString(64 * 1024 * 1024));
    settings.put("log.index.size.max.bytes", Integer.toString(2 * 1024 * 1024));
    // An idle controller would otherwise write a record twice a second.
    settings.put("metadata.max.idle.interval.ms", "5000");
  }

  /**
   * A broker whose session expires leads no partition for a while, and a machine that is busy
   * enough lets no heartbeat through for seconds: hence a long session, from which nobody else
   * gains. But after a kill -9 the broker may register again only when its former session has
   * expired, and then it has a short one: such a start takes 5 s, and 0.2 s after an orderly stop.
   */
  private static void quickToStart(Properties settings, boolean killed) {
    settings.put("broker.session.timeout.ms", killed ? "3500" : "30000");
    settings.put("broker.heartbeat.interval.ms", "500");
    // There is nobody else to be elected.
    settings.put("controller.quorum.election.timeout.ms", "150");
    settings.put("group.initial.rebalance.delay.ms", "0");
    // Lets clients ask for a session short enough that a killed member is soon replaced.
    settings.put("group.min.session.timeout.ms", "1000");
  }

  /** Also what a broker in a container is given. */
  static Map<String, String> shareGroups() {
    return Map.of(
        // A runner lets go of a job 2 s past its due time, so none is held for as long as this.
        "group.share.record.lock.duration.ms", "30000",
        // A new group has its first job after two heartbeats: 1 s, and 5 s with the default of 5 s.
        "group.share.min.heartbeat.interval.ms", "500",
        "group.share.heartbeat.interval.ms", "1000");
  }
}
