package io.vigie.testkit.twin.signal;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import io.vigie.testkit.imap.FakeImap;
import io.vigie.testkit.mail.FakeMailServer;
import io.vigie.testkit.mail.ReceivedMail;
import io.vigie.testkit.twin.Planted;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Looks into the mailbox every now and then, and tells the webhook of each mail from a sender of
 * interest, once. Thread-safe.
 */
final class MailPoller {

  static final Duration EVERY = Duration.ofMillis(200);

  private static final int KEPT = 50;
  private static final String MAILBOX = "INBOX";

  private final Planted planted;
  private final FakeMailServer intake;
  private final FakeImap mailbox;
  private final TimeWindowApi window;
  private final URI webhook;
  private final Vertx vertx;
  private final HttpClient client;
  private final long timer;
  private final Deque<Instant> arrivals = new ArrayDeque<>();

  MailPoller(
      Vertx vertx,
      Planted planted,
      FakeMailServer intake,
      FakeImap mailbox,
      TimeWindowApi window,
      URI webhook) {
    this.vertx = vertx;
    this.planted = planted;
    this.intake = intake;
    this.mailbox = mailbox;
    this.window = window;
    this.webhook = webhook;
    this.client = vertx.createHttpClient();
    this.timer = vertx.setPeriodic(EVERY.toMillis(), _ -> poll());
  }

  synchronized void poll() {
    List<ReceivedMail> mails = intake.take();
    if (mails.isEmpty()) {
      return;
    }
    mails.forEach(this::arrived);
    mails.stream().filter(MailPoller::isOfInterest).forEach(this::tell);
  }

  private void arrived(ReceivedMail mail) {
    if (arrivals.size() == KEPT) {
      arrivals.removeFirst();
    }
    arrivals.addLast(mail.at());
    mailbox.fill(MAILBOX, arrivals.toArray(Instant[]::new));
  }

  private static boolean isOfInterest(ReceivedMail mail) {
    return mail.sender() != null && mail.sender().equalsIgnoreCase(RenderSignal.SENDER_OF_INTEREST);
  }

  private void tell(ReceivedMail mail) {
    if (planted.contains(SignalFaults.MAIL_LOST)) {
      return;
    }
    post(payload(mail));
    if (planted.contains(SignalFaults.WEBHOOK_TWICE)) {
      post(payload(mail));
    }
  }

  private JsonObject payload(ReceivedMail mail) {
    JsonObject payload =
        new JsonObject()
            .put("sender_email", mail.sender())
            .put("subject", mail.subject())
            .put("received_at", mail.at().toString())
            .put("email_content", mail.text());
    TimeWindow now = window.window();
    if (now.isSet()) {
      payload.put(TimeWindowApi.START, now.start());
      if (!planted.contains(SignalFaults.PAYLOAD_SHORT)) {
        payload.put(TimeWindowApi.END, now.end());
      }
    }
    return payload;
  }

  /** A webhook that nobody takes is lost, as with the application. */
  private void post(JsonObject payload) {
    RequestOptions request =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setAbsoluteURI(webhook.toString())
            .putHeader("content-type", "application/json");
    var _ =
        client
            .request(request)
            .compose(sending -> sending.send(payload.toBuffer()))
            .compose(answer -> answer.end());
  }

  void close() {
    vertx.cancelTimer(timer);
    SecureServer.await(client.close());
  }
}
