package io.vigie.testkit.twin.signal;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vigie.testkit.imap.FakeImap;
import io.vigie.testkit.mail.FakeMailServer;
import io.vigie.testkit.redis.FakeRedis;
import io.vigie.testkit.tls.Issued;
import io.vigie.testkit.tls.TlsIdentity;
import io.vigie.testkit.twin.Fault;
import io.vigie.testkit.twin.Planted;
import io.vigie.testkit.twin.Twin;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The application with all that stands around it. Thread-safe. */
public final class RenderSignal implements Twin {

  /** Where all of it is to be found; no other name is in its certificates. */
  public static final String HOST = SignalTls.HOST;

  /** Who may log in at {@code /login}; not a secret of anybody, as all here. */
  public static final String USER = "telecommande";

  public static final String PASSWORD = "fake-trigger-page-password";

  public static final String REDIS_PASSWORD = "fake-redis-password";

  /** From whom mails are taken to heart. */
  public static final String SENDER_OF_INTEREST = "sender-of-interest@example.com";

  private final Planted planted = new Planted(SignalFaults.ALL);
  private final Vertx vertx;
  private final SignalTls tls;
  private final int innerPort;
  private final FakeImap mailbox;
  private final FakeMailServer intake;
  private final FakeRedis redis;
  private final MakeHook hook;
  private final MailPoller poller;
  private final SignalSite site;
  private final SecureServer front;
  private HttpServer inner;

  private RenderSignal(Vertx vertx, InstantSource clock, SignalPorts ports, URI webhook) {
    this.vertx = vertx;
    this.tls = new SignalTls(clock);
    TlsIdentity identity = tls.good();
    this.innerPort = ports.innerPort();
    this.mailbox = FakeImap.start(ports.imap(), identity);
    this.intake = FakeMailServer.start(ports.smtp(), clock, identity);
    this.redis = FakeRedis.guarded(ports.redis(), Map.of("default", REDIS_PASSWORD), identity);
    this.hook = new MakeHook(vertx, ports.hook(), identity, planted);
    TimeWindowApi window = new TimeWindowApi(planted);
    this.poller = new MailPoller(vertx, planted, intake, mailbox, window, webhook);
    this.site = new SignalSite(planted, clock, new LoginDesk(planted), window, poller);
    this.front = new SecureServer(vertx, ports.site(), identity, site::answer);
  }

  /**
   * Starts it all.
   *
   * @param webhook whom it tells of mails
   */
  public static RenderSignal start(
      Vertx vertx, InstantSource clock, SignalPorts ports, URI webhook) {
    return new RenderSignal(vertx, clock, ports, webhook);
  }

  /** Where its parts listen. */
  public SignalPorts ports() {
    return new SignalPorts(
        front.port(), innerPort, mailbox.port(), intake.port(), redis.port(), hook.port());
  }

  /** Who signed its certificates. */
  public Issued authority() {
    return tls.authority();
  }

  /** How many requests the webhook of another has had. */
  public int hookAsked() {
    return hook.asked();
  }

  /** How often somebody started what that webhook starts. */
  public int hookStarted() {
    return hook.started();
  }

  @Override
  public String name() {
    return "render-signal-server";
  }

  @Override
  public URI url() {
    return URI.create("https://" + HOST + ":" + front.port());
  }

  @Override
  public List<Fault> faults() {
    return planted.faults();
  }

  @Override
  public Set<String> planted() {
    return planted.names();
  }

  @Override
  public synchronized void plant(String fault) {
    planted.plant(fault);
    adapt();
  }

  @Override
  public synchronized void mend(String fault) {
    planted.mend(fault);
    adapt();
  }

  /** What is not asked at each request follows the faults here. */
  private void adapt() {
    mailbox.admit(!planted.contains(SignalFaults.IMAP_REFUSES));
    redis.openToAll(planted.contains(SignalFaults.REDIS_OPEN));
    hook.show(planted.contains(SignalFaults.HOOK_UNTRUSTED) ? tls.selfSigned() : tls.good());
    front.show(certificate());
    openInside(planted.contains(SignalFaults.GUNICORN_OPEN));
  }

  private TlsIdentity certificate() {
    if (planted.contains(SignalFaults.CERTIFICATE_WRONG_HOST)) {
      return tls.ofAnotherHost();
    }
    return planted.contains(SignalFaults.CERTIFICATE_EXPIRING) ? tls.expiring() : tls.good();
  }

  private void openInside(boolean open) {
    if (open && inner == null) {
      inner = SecureServer.inClear(vertx, innerPort, site::answer);
    } else if (!open && inner != null) {
      SecureServer.await(inner.close());
      SignalPorts.awaitClosed(innerPort);
      inner = null;
    }
  }

  @Override
  public synchronized void close() {
    poller.close();
    openInside(false);
    front.close();
    hook.close();
    redis.close();
    intake.close();
    mailbox.close();
  }
}
