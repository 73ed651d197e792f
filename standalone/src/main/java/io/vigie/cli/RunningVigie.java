package io.vigie.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vigie.standalone.Refused;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** A Vigie that runs in another process, here or elsewhere, and how to find it. */
final class RunningVigie {

  /** Longer than the server waits for its broker. */
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private static final int TOO_MANY = 429;
  private static final ObjectMapper JSON = new ObjectMapper();

  @Option(
      names = "--port",
      defaultValue = "8080",
      description = "The port of a Vigie on this machine (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "Where Vigie is, when it is not on this machine.")
  private Optional<String> url = Optional.empty();

  /** What a Vigie answered that did as it was asked. */
  record Answer(JsonNode body) {
    String text(String field) {
      return Terminal.harmless(body.path(field).asText());
    }
  }

  /**
   * Asks for something to be done.
   *
   * @param said what is known of it; what is absent is not sent
   * @throws Refused when what was asked for cannot be done
   * @throws IllegalStateException when it is not known whether it was
   */
  Answer ask(String path, Map<String, Optional<String>> said) throws InterruptedException {
    return ask(path, object(said));
  }

  /** Asks for something that takes more than a few texts to say. */
  Answer ask(String path, ObjectNode body) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address(path))
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
            .build();
    return sent(request);
  }

  /** An object of texts; what is absent is not in it. */
  static ObjectNode object(Map<String, Optional<String>> said) {
    ObjectNode body = JSON.createObjectNode();
    said.forEach((name, value) -> value.ifPresent(text -> body.put(name, text)));
    return body;
  }

  /** Asks for the end of something, as {@code by}. */
  Answer end(String path, Optional<String> by) throws InterruptedException {
    String query = by.map(name -> "?by=" + URLEncoder.encode(name, UTF_8)).orElse("");
    return sent(HttpRequest.newBuilder(address(path + query)).timeout(PATIENCE).DELETE().build());
  }

  /**
   * Reads something.
   *
   * @throws Refused when there is no such thing, or no Vigie
   * @throws IllegalStateException when it is not known
   */
  JsonNode read(String path) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address(path))
            .timeout(PATIENCE)
            .header("Accept", "application/json")
            .build();
    return sent(request).body();
  }

  private Answer sent(HttpRequest request) throws InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return judged(client.send(request, HttpResponse.BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new IllegalStateException(
          base()
              + ": a Vigie must be running there, nothing answered; start one with \"vigie up\""
              + " or say where it is with --port or --url");
    }
  }

  private Answer judged(HttpResponse<String> answer) {
    JsonNode body = parsed(answer.body());
    int status = answer.statusCode();
    if (status >= 200 && status < 300 && body.isContainerNode()) {
      return new Answer(body);
    }
    if (body.path("detail").isMissingNode()) {
      throw new Refused(base() + ": must be a Vigie, answered with status " + status);
    }
    String detail = Terminal.harmless(body.path("detail").asText());
    if (status >= 500 || status == TOO_MANY) {
      throw new IllegalStateException(detail);
    }
    throw new Refused(detail);
  }

  private static JsonNode parsed(String body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      return JSON.missingNode();
    }
  }

  private URI address(String path) {
    return URI.create(base() + path);
  }

  private String base() {
    String base = url.orElse("http://127.0.0.1:" + port).replaceAll("/+$", "");
    try {
      URI read = new URI(base);
      if (("http".equals(read.getScheme()) || "https".equals(read.getScheme()))
          && read.getHost() != null) {
        return base;
      }
    } catch (URISyntaxException e) {
      // Said below.
    }
    throw new Refused("--url: must be such as https://vigie.example.com, was \"" + base + "\"");
  }
}
