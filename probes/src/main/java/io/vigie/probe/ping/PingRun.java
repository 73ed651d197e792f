package io.vigie.probe.ping;

import io.vertx.core.Future;
import io.vigie.probe.Observation;
import io.vigie.probe.net.Attempt;
import io.vigie.probe.net.Stage;
import io.vigie.probe.net.Trouble.Broken;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The way of one run: one try after the other, to the first address of the host. */
final class PingRun {

  static final Stage ECHO = new Stage("echo", "waiting for answers");

  private static final Duration LONGEST_PATIENCE = Duration.ofSeconds(2);

  private final PingSettings settings;
  private final Attempt attempt;
  private final Echo echo;
  private final List<Duration> answers = new ArrayList<>();
  private int sent;

  PingRun(PingSettings settings, Attempt attempt, Echo echo) {
    this.settings = settings;
    this.attempt = attempt;
    this.echo = echo;
  }

  Future<Observation> look() {
    attempt.fact("method", echo.method());
    return attempt.resolve(settings.place().host()).compose(this::tryAll);
  }

  private Future<Observation> tryAll(List<InetAddress> addresses) {
    attempt.enter(ECHO);
    InetAddress address = addresses.getFirst();
    attempt.fact("remoteIp", address.getHostAddress());
    Future<Void> tried = Future.succeededFuture();
    for (int i = 0; i < settings.count(); i++) {
      tried = tried.compose(_ -> tryOnce(address));
    }
    return tried.map(_ -> seen(address));
  }

  private Future<Void> tryOnce(InetAddress address) {
    int left = settings.count() - sent++;
    return attempt
        .unlessEnded(address)
        .compose(to -> echo.tryOnce(attempt, to, patience(left)))
        .onSuccess(took -> took.ifPresent(answers::add))
        .mapEmpty();
  }

  /** Its share of what is left, so that silence is an answer before the deadline. */
  private Duration patience(int triesLeft) {
    Duration share = attempt.context().remaining().multipliedBy(9).dividedBy(10L * triesLeft);
    return share.compareTo(LONGEST_PATIENCE) < 0 ? share : LONGEST_PATIENCE;
  }

  private Observation seen(InetAddress address) {
    attempt.fact("sent", String.valueOf(sent));
    attempt.fact("received", String.valueOf(answers.size()));
    attempt.number("received", answers.size());
    if (answers.isEmpty()) {
      String how =
          echo.method().equals("icmp")
              ? "echo requests (ICMP)"
              : "tries to connect to port " + settings.port();
      throw new Broken(
          "no-answer", address.getHostAddress() + " did not answer " + sent + " " + how);
    }
    return PingVocabulary.seen(attempt, echo.method(), sent, answers, address);
  }
}
