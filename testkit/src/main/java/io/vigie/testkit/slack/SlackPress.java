package io.vigie.testkit.slack;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Somebody presses a button below a message, and Slack tells the application of it, signed.
 *
 * @param actionId what the button is for
 * @param value what the application gave the button
 * @param user the name of who presses it
 */
public record SlackPress(String actionId, String value, String user) {

  /** Slack waits no longer for an answer. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  /** Answers with the status of the application's answer. */
  public int send(URI address, String secret, Instant now) throws InterruptedException {
    String form = form();
    String timestamp = Long.toString(now.getEpochSecond());
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(PATIENCE)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("X-Slack-Request-Timestamp", timestamp)
            .header("X-Slack-Signature", signature(secret, timestamp, form))
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      throw new IllegalStateException(address + ": must answer within " + PATIENCE, e);
    }
  }

  private String form() {
    ObjectNode payload = JsonNodeFactory.instance.objectNode().put("type", "block_actions");
    payload.putObject("user").put("id", "U0FAKE").put("name", user);
    payload
        .putArray("actions")
        .addObject()
        .put("type", "button")
        .put("action_id", actionId)
        .put("value", value);
    return "payload=" + URLEncoder.encode(payload.toString(), UTF_8);
  }

  private static String signature(String secret, String timestamp, String form) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
      byte[] signed = mac.doFinal(("v0:" + timestamp + ":" + form).getBytes(UTF_8));
      return "v0=" + HexFormat.of().formatHex(signed);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }
}
