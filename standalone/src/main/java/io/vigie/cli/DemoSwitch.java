package io.vigie.cli;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Turns a switch of a demo that is running in another process. */
final class DemoSwitch {

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int SEE_OTHER = 303;
  private static final int NOT_FOUND = 404;

  private final int port;
  private final Terminal terminal;

  DemoSwitch(int port, Terminal terminal) {
    this.port = port;
    this.terminal = terminal;
  }

  /** Answers the exit code. */
  int turn(String verb, String fault) {
    String path = "/demo/" + verb + "/" + URLEncoder.encode(fault, StandardCharsets.UTF_8);
    URI address = URI.create("http://127.0.0.1:" + port + path);
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(address)
              .timeout(PATIENCE)
              .POST(HttpRequest.BodyPublishers.noBody())
              .build();
      return judge(client.send(request, HttpResponse.BodyHandlers.ofString()));
    } catch (IOException e) {
      terminal.say(
          "vigie: a demo must be running on port "
              + port
              + ", nothing answered; start one with"
              + " \"vigie demo\" or name its port with --port");
      return Exit.NO_ANSWER;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Exit.NO_ANSWER;
    }
  }

  private int judge(HttpResponse<String> answer) {
    if (answer.statusCode() == SEE_OTHER) {
      return Exit.PASS;
    }
    boolean unknownFault = answer.statusCode() == NOT_FOUND && answer.body().startsWith("fault: ");
    terminal.say(
        unknownFault
            ? "vigie: " + answer.body().strip()
            : "vigie: what runs on port " + port + " is no demo");
    return Exit.WRONG_USE;
  }
}
