package io.vigie.probe.tls;

import io.netty.channel.Channel;
import io.vertx.core.Future;
import io.vigie.probe.Observation;
import io.vigie.probe.net.Attempt;
import io.vigie.probe.net.HostPort;
import io.vigie.probe.net.Trouble.Broken;
import io.vigie.probe.tls.ChainJudge.Judgement;
import io.vigie.probe.tls.RevocationCheck.Learned;
import io.vigie.probe.tls.SecureHandshake.Shown;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;

/**
 * The way of one run: connect, ask for TLS where it must be asked for, shake hands, judge what is
 * shown, and try what else would be accepted. A certificate with a defect ends it, where that is
 * not wanted as a fact.
 */
final class TlsRun {

  private final TlsSettings settings;
  private final Attempt attempt;
  private final SecureHandshake handshake;
  private final ChainJudge judge;
  private InetAddress address;

  TlsRun(TlsSettings settings, Attempt attempt, SecureHandshake handshake, ChainJudge judge) {
    this.settings = settings;
    this.attempt = attempt;
    this.handshake = handshake;
    this.judge = judge;
  }

  Future<Observation> look() {
    return attempt
        .connect(settings.place())
        .compose(this::upgraded)
        .compose(this::shown)
        .compose(this::judged);
  }

  private Future<Channel> upgraded(Channel channel) {
    address = ((InetSocketAddress) channel.remoteAddress()).getAddress();
    attempt.enter(TlsVocabulary.STARTTLS);
    return ready(channel).compose(attempt::unlessEnded);
  }

  private Future<Channel> ready(Channel channel) {
    return settings
        .startTls()
        .map(protocol -> Upgrade.of(protocol, channel))
        .orElseGet(() -> Future.succeededFuture(channel));
  }

  private Future<Shown> shown(Channel channel) {
    attempt.enter(TlsVocabulary.TLS);
    return handshake
        .on(channel, new HostPort(settings.name(), settings.place().port()), settings.alpn())
        .onSuccess(
            _ -> {
              var _ = channel.close();
            })
        .compose(attempt::unlessEnded);
  }

  /** Aside, because a chain can be made of keys that take long to verify with. */
  private Future<Observation> judged(Shown shown) {
    return attempt
        .aside(() -> judge.judge(shown.chain(), settings.name(), attempt.context().startedAt()))
        .compose(judgement -> notRevoked(shown, judgement))
        .compose(this::scanned);
  }

  private Future<Certified> notRevoked(Shown shown, Judgement judgement) {
    return new RevocationCheck(attempt)
        .of(shown, judgement, settings.revocation())
        .map(learned -> new Certified(shown, judgement.with(learned.defects()), learned));
  }

  /** What is known of the certificate. */
  record Certified(Shown shown, Judgement judgement, Learned learned) {}

  private Future<Observation> scanned(Certified certified) {
    attempt.enter(TlsVocabulary.TLS);
    TlsVocabulary.show(attempt, certified);
    if (settings.verify() && !certified.judgement().defects().isEmpty()) {
      Defect worst = certified.judgement().defects().getFirst();
      return Future.failedFuture(new Broken(worst.sort().code(), worst.message(), Map.of()));
    }
    attempt.enter(TlsVocabulary.SCAN);
    return new Scan(
            attempt,
            settings.name(),
            () -> attempt.another(address, settings.place().port()).compose(this::ready))
        .of(settings)
        .compose(attempt::unlessEnded)
        .map(found -> TlsVocabulary.seen(attempt, settings, certified, found));
  }
}
