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
import io.vigie.alert.notify.story.PlainText;
import io.vigie.alert.notify.story.Story;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/** A mail server and the people behind it. */
final class Email implements Notifier {

  private static final int LONGEST_ERROR = 200;
  private static final int LONGEST_LABEL = 63;
  private static final String FIRST = "0";
  private static final Pattern ID = Pattern.compile("<[A-Za-z0-9.@-]+>");

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

  /** All but edits, which would be mails that say nothing. */
  @Override
  public boolean tells(Telling telling) {
    return telling != Telling.UPDATED;
  }

  @Override
  public Attempt send(Story story, Optional<String> receipt) {
    // A client for each mail: its pool lends out connections that are already being closed, and a
    // mail that gets one waits for an answer that never comes.
    MailClient client = MailClient.create(vertx, config);
    try {
      var _ =
          client
              .sendMail(mail(story, receipt))
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

  private MailMessage mail(Story story, Optional<String> receipt) {
    MailParts parts = MailParts.of(story);
    MultiMap headers =
        MultiMap.caseInsensitiveMultiMap()
            .set("Message-ID", id(story))
            .set("Auto-Submitted", "auto-generated")
            .set("X-Auto-Response-Suppress", "All")
            .set("X-Vigie-Incident", story.incident().toString())
            .set("List-Id", list(story));
    if (story.telling() == Telling.DIGEST) {
      headers.set("Precedence", "bulk");
    }
    root(story, receipt)
        .filter(root -> !root.equals(id(story)))
        .ifPresent(root -> headers.set("In-Reply-To", root).set("References", root));
    return new MailMessage()
        .setFrom(from)
        .setTo(to)
        .setSubject(MailText.subject(story))
        .setText(parts.text())
        .setHtml(parts.html())
        .setHeaders(headers);
  }

  /** The mail that a thread begins with: the first that was sent, or would have been. */
  private Optional<String> root(Story story, Optional<String> receipt) {
    return story.isOfOneIncident()
        ? receipt.filter(id -> ID.matcher(id).matches()).or(() -> Optional.of(id(story, FIRST)))
        : Optional.empty();
  }

  /** Follows from the incident, so that a mail that is sent again is recognised as the same. */
  private String id(Story story) {
    return switch (story.telling()) {
      case OPENED, OPENED_AND_RESOLVED -> id(story, FIRST);
      case UPDATED,
          ACKNOWLEDGED,
          COMMENTED,
          ESCALATED,
          REMINDED,
          REOPENED,
          RESOLVED,
          TEST,
          DIGEST,
          SUMMARY ->
          id(story, story.occasion());
    };
  }

  private String id(Story story, String occasion) {
    return "<inc-" + story.incident() + "." + occasion + "@" + domain() + ">";
  }

  /** One for each team, so that its mails can be sorted. */
  private String list(Story story) {
    String team =
        story
            .about()
            .team()
            .map(name -> name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-"))
            .map(name -> name.replaceAll("^-|-$", ""))
            .filter(name -> !name.isEmpty() && name.length() <= LONGEST_LABEL)
            .map(name -> name + ".")
            .orElse("");
    return "<" + team + "vigie." + domain() + ">";
  }

  private String domain() {
    return from.substring(from.lastIndexOf('@') + 1).replaceAll("[^A-Za-z0-9.-]", "");
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
    return PlainText.line(safe, LONGEST_ERROR);
  }

  @Override
  public void close() {
    // Nothing is held between two mails.
  }
}
