package io.vigie.alert.notify.alertmanager;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Debian's Alertmanager as a process, alone, forgetful of what it no longer hears of after 1 s. */
final class RealAlertmanager implements AutoCloseable {

  static final Path PROGRAM = Path.of("/usr/bin/prometheus-alertmanager");

  private static final Pattern LISTENING =
      Pattern.compile("Listening on.*address=(127\\.0\\.0\\.1:[0-9]+)");

  private static final String CONFIG =
      """
      global: {resolve_timeout: 1s}
      route:
        receiver: hook
        group_by: [alertname, system, environment, item]
        group_wait: 0s
        group_interval: 1s
        repeat_interval: 1h
      receivers:
        - name: hook
          webhook_configs: [{url: "THE_HOOK", send_resolved: true}]
      """;

  private final Process process;
  private final HttpClient client = HttpClient.newHttpClient();
  private final String url;

  private RealAlertmanager(Process process, String url) {
    this.process = process;
    this.url = url;
  }

  static RealAlertmanager start(Path folder, String hook) throws IOException {
    Path config = Files.writeString(folder.resolve("config.yml"), CONFIG.replace("THE_HOOK", hook));
    Process process =
        new ProcessBuilder(
                PROGRAM.toString(),
                "--config.file=" + config,
                "--storage.path=" + folder.resolve("state"),
                "--web.listen-address=127.0.0.1:0",
                "--cluster.listen-address=")
            .redirectErrorStream(true)
            .start();
    BufferedReader log = process.inputReader(StandardCharsets.UTF_8);
    for (String line = log.readLine(); line != null; line = log.readLine()) {
      Matcher listening = LISTENING.matcher(line);
      if (listening.find()) {
        return new RealAlertmanager(process, "http://" + listening.group(1));
      }
    }
    throw new IllegalStateException("alertmanager: must listen, ended");
  }

  String url() {
    return url;
  }

  /** The alerts that are not over. */
  JsonNode alerts() {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/api/v2/alerts")).build();
    try {
      return new ObjectMapper().readTree(client.send(request, BodyHandlers.ofString()).body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking", e);
    }
  }

  @Override
  public void close() {
    client.close();
    process.destroyForcibly();
  }
}
