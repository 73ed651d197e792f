package io.vigie.standalone.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vigie.testkit.mail.FakeMailServer;
import io.vigie.testkit.slack.FakeSlack;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code vigie demo} prepares before the services start: the checklists of its three systems,
 * and the settings that route alerts to its Slack and its mailbox.
 *
 * @param checklists the folder to watch
 * @param settings what to add to the configuration
 */
public record DemoPlan(Path checklists, Map<String, String> settings) {

  private static final List<String> CHECKLISTS = List.of("shop.yaml", "wiki.yaml");

  /**
   * Prepares a demo whose data lies in {@code data}.
   *
   * @param page where its pages will be found
   */
  public static DemoPlan prepare(Path data, String page) {
    try {
      Path folder = Files.createDirectories(data.resolve("checklists"));
      DemoPorts ports = DemoPorts.in(data);
      for (String name : CHECKLISTS) {
        Files.writeString(folder.resolve(name), checklist(name, ports));
      }
      SignalFiles.write(folder.resolve("render-signal-server"), data.resolve("secrets"), ports);
      return new DemoPlan(folder, settings(data, page, ports));
    } catch (IOException e) {
      throw new UncheckedIOException(data + ": must be a folder that can be written to", e);
    }
  }

  private static String checklist(String name, DemoPorts ports) throws IOException {
    try (InputStream file = DemoPlan.class.getResourceAsStream("/demo/" + name)) {
      return new String(file.readAllBytes(), UTF_8)
          .replace("@shop@", "http://127.0.0.1:" + ports.shop())
          .replace("@wiki@", "http://127.0.0.1:" + ports.wiki());
    }
  }

  private static Map<String, String> settings(Path data, String page, DemoPorts ports) {
    Path certificate = data.resolve("demo-mailbox.pem").toAbsolutePath();
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("vigie.demo.enabled", "true");
    settings.put("vigie.demo.mail-certificate", certificate.toString());
    settings.put("vigie.demo.shop-port", Integer.toString(ports.shop()));
    settings.put("vigie.demo.wiki-port", Integer.toString(ports.wiki()));
    settings.put("vigie.demo.slack-port", Integer.toString(ports.slack()));
    settings.put("vigie.demo.mail-port", Integer.toString(ports.mail()));
    settings.putAll(SignalFiles.settings(data, ports));
    settings.putAll(channels(ports, certificate));
    settings.putAll(outside(ports));
    settings.put("vigie.alert.external-url", page);
    settings.put("vigie.alert.zone", "Europe/Paris");
    settings.put("vigie.report.slack.signing-secret", secret());
    return settings;
  }

  /** Who hears that this Vigie works, often enough for somebody who watches. */
  private static Map<String, String> outside(DemoPorts ports) {
    return Map.of(
        "vigie.demo.outside-port",
        Integer.toString(ports.outside()),
        "vigie.deadman.url",
        "http://127.0.0.1:" + ports.outside() + "/ping/vigie",
        "vigie.deadman.canary-changes-every",
        "10s",
        "vigie.canary.every",
        "5s");
  }

  /** By which this demo's Slack and this demo's Vigie know each other, and nobody else. */
  private static String secret() {
    byte[] random = new byte[24];
    new SecureRandom().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }

  private static Map<String, String> channels(DemoPorts ports, Path certificate) {
    return Map.ofEntries(
        Map.entry("vigie.alert.channels.slack.type", "slack-bot"),
        Map.entry("vigie.alert.channels.slack.api", "http://127.0.0.1:" + ports.slack() + "/api"),
        Map.entry("vigie.alert.channels.slack.token", FakeSlack.TOKEN),
        Map.entry("vigie.alert.channels.slack.channel", "#production"),
        Map.entry("vigie.alert.channels.mail.type", "email"),
        Map.entry("vigie.alert.channels.mail.host", "127.0.0.1"),
        Map.entry("vigie.alert.channels.mail.port", Integer.toString(ports.mail())),
        Map.entry("vigie.alert.channels.mail.username", FakeMailServer.USER),
        Map.entry("vigie.alert.channels.mail.password", FakeMailServer.PASSWORD),
        Map.entry("vigie.alert.channels.mail.trust", certificate.toString()),
        Map.entry("vigie.alert.channels.mail.from", "vigie@example.com"),
        Map.entry("vigie.alert.channels.mail.to", "on-call@example.com"),
        Map.entry("vigie.alert.routes.default", "slack,mail"));
  }
}
