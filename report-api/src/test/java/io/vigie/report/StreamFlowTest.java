package io.vigie.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vigie.contract.check.Severity;
import io.vigie.contract.state.ItemState;
import io.vigie.contract.wire.MessageType;
import io.vigie.contract.wire.Topic;
import io.vigie.report.sample.Sample;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Messages in, words of change out, on a real broker and a real database. */
@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
class StreamFlowTest extends OnRealInfrastructure {

  @TestHTTPResource("/api/v1/stream")
  URI stream;

  @Test
  void watchersHearOfWhatConcernsThem() throws Exception {
    Sample item = Sample.of("stream/production/CH-1", Severity.P0);
    Sample other = Sample.of("elsewhere/production/CH-1", Severity.P0);
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    try (HttpClient client = HttpClient.newHttpClient();
        Stream<String> lines = listen(client, "?system=stream&item=CH-1")) {
      Thread.ofVirtual().start(() -> lines.forEach(heard::add));
      assertThat(await(heard, "heartbeat")).startsWith(":");

      sender
          .send(Topic.STATES, MessageType.STATUS, other.state(ItemState.PASSING, 9, now))
          .send(Topic.STATES, MessageType.STATUS, item.state(ItemState.PASSING, 3, now));
      assertThat(await(heard, "\"kind\":\"state\""))
          .contains("\"system\":\"stream\"", "\"item\":\"CH-1\"", "\"version\":3");

      sender.send(Topic.RESULTS, MessageType.RESULT, item.passed(now));
      assertThat(await(heard, "\"kind\":\"result\"")).contains("\"item\":\"CH-1\"");
      assertThat(heard).noneMatch(line -> line.contains("elsewhere"));
      client.shutdownNow();
    }
  }

  private Stream<String> listen(HttpClient client, String query) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(stream + query)).build();
    return client.send(request, BodyHandlers.ofLines()).body();
  }

  private static String await(BlockingQueue<String> heard, String part)
      throws InterruptedException {
    String line = "";
    while (line != null) {
      line = heard.poll(20, TimeUnit.SECONDS);
      if (line != null && line.contains(part)) {
        return line;
      }
    }
    throw new AssertionError("nothing heard that contains " + part);
  }
}
