package io.vigie.standalone.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vigie.probe.sink.Door;
import io.vigie.runner.sink.SinkTerms;
import io.vigie.testkit.twin.signal.SignalPorts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The checklist of render-signal-server as it is in {@code checklists/}, packaged, with the values
 * of the demo's twin: what somebody does who takes it into use.
 */
final class SignalFiles {

  private static final String GROUP = "network.yaml";
  private static final String CHECKLIST = "production.yaml";

  /** Of the demo alone, and of no value. */
  private static final String SINK_SECRET = "the sinks of the demo";

  private SignalFiles() {}

  static void write(Path folder, Path secrets, DemoPorts ports) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(GROUP), packaged(GROUP));
    Map<String, String> values = new HashMap<>(SignalValues.of(ports.signal()));
    values.putAll(SignalValues.often());
    Files.writeString(
        folder.resolve(CHECKLIST), new ChecklistValues(values).in(packaged(CHECKLIST)));
    Files.createDirectories(secrets);
    for (Map.Entry<String, String> secret : SignalValues.secrets().entrySet()) {
      Files.writeString(secrets.resolve(secret.getKey()), secret.getValue());
    }
  }

  private static String packaged(String name) throws IOException {
    try (InputStream file =
        SignalFiles.class.getResourceAsStream("/demo/render-signal-server/" + name)) {
      return new String(file.readAllBytes(), UTF_8);
    }
  }

  /** Where the twin sends its webhooks: to the sink of the demo's own runner. */
  private static String webhook(int port) {
    return new SinkTerms(
            Map.of(Door.OFF, port),
            "127.0.0.1",
            "localhost",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(SINK_SECRET))
        .address(SignalValues.SINK, Door.OFF)
        .orElseThrow();
  }

  static Map<String, String> settings(Path data, DemoPorts ports) {
    SignalPorts signal = ports.signal();
    Path trust = data.resolve("demo-trust.jks").toAbsolutePath();
    Map<String, String> settings = new LinkedHashMap<>(DemoTrust.settings(trust));
    settings.put("vigie.runner.secrets-dir", data.resolve("secrets").toAbsolutePath().toString());
    settings.put("vigie.runner.sink.port", Integer.toString(ports.sink()));
    settings.put("vigie.runner.sink.secret", SINK_SECRET);
    settings.put("vigie.demo.signal.webhook", webhook(ports.sink()));
    settings.put("vigie.demo.signal.trust", trust.toString());
    settings.put("vigie.demo.signal.site-port", Integer.toString(signal.site()));
    settings.put("vigie.demo.signal.gunicorn-port", Integer.toString(signal.gunicorn()));
    settings.put("vigie.demo.signal.imap-port", Integer.toString(signal.imap()));
    settings.put("vigie.demo.signal.smtp-port", Integer.toString(signal.smtp()));
    settings.put("vigie.demo.signal.redis-port", Integer.toString(signal.redis()));
    settings.put("vigie.demo.signal.hook-port", Integer.toString(signal.hook()));
    return settings;
  }
}
