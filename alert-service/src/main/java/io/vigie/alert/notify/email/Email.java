package io.vigie.alert.notify.email;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.SMTPException;
import io.vigie.alert.incident.Posting.Telling;
import io.vigie.alert.notify.Attempt;
import io.vigie.alert.notify.Notifier;
import io.vigie.alert.notify.Secret;
import io.vigie.alert.notify.story.Story;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** A mail server and the people behind it. */
final class Email implements Notifier {

  private static final int LONGEST_ERROR = 200;

  private final Vertx vertx;
  private final MailConfig config;
  private final String from;
  private final List<String> to;
  private final Optional<Secret> password;
  private final Duration deadline;

  Email(
      Vertx vertx,
      MailConfig config,
      String from,
      List<String> to,
      Optional<Secret> password,
      Duration deadline) {
    this.vertx = vertx;
    this.config = config;
    this.from = from;
    this.to = List.copyOf(to);
    this.password = password;
    this.deadline = deadline;
  }

  @Override
  public Attempt send(Story story, Optional<String> receipt) {
    // A client for each mail: its pool lends out connections that are already being closed, and a
    // mail that gets one waits for an answer that never comes.
    MailClient client = MailClient.create(vertx, config);
    try {
      var _ =
          client
              .sendMail(mail(story))
              .toCompletionStage()
              .toCompletableFuture()
              .get(deadline.toNanos(), TimeUnit.NANOSECONDS);
      return Attempt.delivered(id(story));
    } catch (ExecutionException e) {
      return attempt(e.getCause());
    } catch (TimeoutException e) {
      return new Attempt.Unclear("mail server: no answer within " + deadline);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Attempt.Unclear("mail server: interrupted while sending");
    } finally {
      client.close();
    }
  }

  private MailMessage mail(Story story) {
    MultiMap headers =
        MultiMap.caseInsensitiveMultiMap()
            .set("Message-ID", id(story))
            .set("Auto-Submitted", "auto-generated")
            .set("X-Auto-Response-Suppress", "All")
            .set("X-Vigie-Incident", story.incident().toString());
    if (story.telling() == Telling.RESOLVED) {
      headers.set("In-Reply-To", openingId(story)).set("References", openingId(story));
    }
    return new MailMessage()
        .setFrom(from)
        .setTo(to)
        .setSubject(MailText.subject(story))
        .setText(MailText.text(story))
        .setHtml(MailText.html(story))
        .setHeaders(headers);
  }

  /** Follows from the incident, so that a mail that is sent again is recognised as the same. */
  private String id(Story story) {
    return story.telling() == Telling.RESOLVED ? id(story, "resolved") : openingId(story);
  }

  private String openingId(Story story) {
    return id(story, "opened");
  }

  private String id(Story story, String occasion) {
    String domain = from.substring(from.lastIndexOf('@') + 1).replaceAll("[^A-Za-z0-9.-]", "");
    return "<incident-" + story.incident() + "." + occasion + "@" + domain + ">";
  }

  private Attempt attempt(Throwable cause) {
    String error = masked(cause);
    return switch (cause) {
      case SMTPException smtp ->
          smtp.getReplyCode() >= 500 ? new Attempt.Permanent(error) : Attempt.retry(error);
      case ConnectException _, UnknownHostException _, SSLException _ -> Attempt.retry(error);
      case Throwable other when neverSent(other) -> Attempt.retry(error);
      // The connection was lost somewhere in the dialogue, perhaps after the last line of the mail.
      case Throwable _ -> new Attempt.Unclear(error);
    };
  }

  /** The client has no types of its own for what happens before a mail is handed over. */
  private static boolean neverSent(Throwable cause) {
    String message = String.valueOf(cause.getMessage());
    return message.contains("STARTTLS") || message.contains("login");
  }

  private String masked(Throwable cause) {
    String text = "mail server: " + (cause.getMessage() == null ? cause : cause.getMessage());
    String safe = password.map(secret -> secret.maskedIn(text)).orElse(text);
    String line = MailText.line(safe);
    return line.length() <= LONGEST_ERROR ? line : line.substring(0, LONGEST_ERROR) + "…";
  }

  @Override
  public void close() {
    // Nothing is held between two mails.
  }
}
