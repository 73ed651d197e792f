package io.vigie.testkit.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.testkit.clock.MutableClock;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FakeSlackTest {

  private final FakeSlack slack = FakeSlack.start(0, MutableClock.at("2026-11-20T08:00:00Z"));
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void stop() {
    client.close();
    slack.close();
  }

  @Test
  void keepsWhatTheWebhookIsTold() throws Exception {
    HttpResponse<String> answer = toWebhook("{\"text\":\"a &lt; b\"}");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("ok");
    assertThat(slack.messages()).singleElement().matches(SlackMessage::isRoot);
    assertThat(slack.messages().getFirst().readable()).startsWith("a < b");
  }

  @Test
  void refusesAWrongWebhookAndAWrongToken() throws Exception {
    assertThat(post(slack.webhookUrl() + "x", "", "{}").statusCode()).isEqualTo(404);
    assertThat(call("chat.postMessage", "wrong", "{}").body()).contains("invalid_auth");
    assertThat(slack.messages()).isEmpty();
  }

  @Test
  void repliesInThreadsAndEditsInPlace() throws Exception {
    assertThat(bot("chat.postMessage", "{\"channel\":\"C1\",\"text\":\"down\"}").body())
        .contains("\"ok\":true", "\"ts\":\"1795161600.000001\"");
    bot(
        "chat.postMessage",
        "{\"channel\":\"C1\",\"text\":\"up\",\"thread_ts\":\"1795161600.000001\"}");
    bot("chat.update", "{\"channel\":\"C1\",\"text\":\"over\",\"ts\":\"1795161600.000001\"}");

    assertThat(slack.messages()).extracting(SlackMessage::text).containsExactly("over", "up");
    assertThat(slack.messages().getFirst().earlierTexts()).containsExactly("down");
    assertThat(slack.messages().getLast().threadTs()).contains("1795161600.000001");
    assertThat(bot("chat.update", "{\"channel\":\"C1\",\"text\":\"x\",\"ts\":\"9\"}").body())
        .contains("message_not_found");
  }

  @Test
  void refusesBlocksThatSlackWouldRefuse() throws Exception {
    String header = "x".repeat(151);
    String message =
        "{\"channel\":\"C1\",\"blocks\":[{\"type\":\"header\",\"text\":"
            + "{\"type\":\"plain_text\",\"text\":\""
            + header
            + "\"}}]}";
    assertThat(bot("chat.postMessage", message).body()).contains("invalid_blocks");
    assertThat(bot("chat.postMessage", "{\"channel\":\"C1\"}").body()).contains("no_text");
  }

  @Test
  void followsItsScriptThenBehaves() throws Exception {
    slack.next(
        SlackBehaviour.rateLimited(Duration.ofSeconds(30)),
        SlackBehaviour.serverError(),
        SlackBehaviour.notOk("fatal_error"));
    HttpResponse<String> limited = toWebhook("{\"text\":\"1\"}");
    assertThat(limited.statusCode()).isEqualTo(429);
    assertThat(limited.headers().firstValue("retry-after")).contains("30");
    assertThat(toWebhook("{\"text\":\"2\"}").statusCode()).isEqualTo(500);
    assertThat(toWebhook("{\"text\":\"3\"}").body()).contains("\"ok\":false");
    assertThat(toWebhook("{\"text\":\"4\"}").body()).isEqualTo("ok");
    assertThat(slack.messages()).extracting(SlackMessage::text).containsExactly("4");
    assertThat(slack.requests()).isEqualTo(4);
  }

  @Test
  void takesAMessageWithoutSayingSo() throws Exception {
    slack.next(new SlackBehaviour.AcceptThenStall());
    assertThatThrownBy(() -> toWebhook("{\"text\":\"lost?\"}"))
        .isInstanceOf(HttpTimeoutException.class);
    slack.next(new SlackBehaviour.AcceptThenCut());
    assertThatThrownBy(() -> toWebhook("{\"text\":\"cut\"}")).isInstanceOf(IOException.class);
    assertThat(slack.messages()).extracting(SlackMessage::text).startsWith("lost?", "cut");
  }

  @Test
  void comesBackOnItsPort() throws Exception {
    slack.goAway();
    assertThatThrownBy(() -> toWebhook("{\"text\":\"1\"}")).isInstanceOf(ConnectException.class);
    slack.comeBack();
    toWebhook("{\"text\":\"2\"}");
    assertThat(slack.await(messages -> messages.size() == 1, Duration.ofSeconds(5))).hasSize(1);
  }

  private HttpResponse<String> toWebhook(String body) throws Exception {
    return post(slack.webhookUrl(), "", body);
  }

  private HttpResponse<String> bot(String method, String body) throws Exception {
    return call(method, FakeSlack.TOKEN, body);
  }

  private HttpResponse<String> call(String method, String token, String body) throws Exception {
    return post(slack.apiUrl() + "/" + method, token, body);
  }

  private HttpResponse<String> post(String url, String token, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .timeout(Duration.ofMillis(800))
            .header("authorization", "Bearer " + token)
            .POST(BodyPublishers.ofString(body))
            .build();
    return client.send(request, BodyHandlers.ofString());
  }
}
