package io.vigie.testkit.mail;

import io.vigie.testkit.tls.TlsIdentity;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/**
 * A mail server on a port of 127.0.0.1. It behaves until it is told otherwise: {@link #next} for
 * the connections that come next, {@link #from} for all of them. Thread-safe.
 */
public final class FakeMailServer implements AutoCloseable {

  /** The user that may log in. */
  public static final String USER = "vigie";

  /** The password of {@link #USER}; not a secret of anybody. */
  public static final String PASSWORD = "fake-mail-password";

  private final InstantSource clock;
  private final SelfSignedCertificate certificate;
  private final SSLContext tls;
  private final int port;
  private final List<ReceivedMail> mails = new ArrayList<>();
  private final Deque<MailBehaviour> script = new ArrayDeque<>();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private MailBehaviour otherwise = MailBehaviour.ok();
  private Consumer<ReceivedMail> delivery = _ -> {};
  private int connections;

  private ServerSocket listener;
  private Thread acceptor;
  private CountDownLatch stopped;

  private FakeMailServer(
      int port, InstantSource clock, SelfSignedCertificate certificate, SSLContext tls)
      throws IOException {
    this.clock = clock;
    this.certificate = certificate;
    this.tls = tls;
    listen(port);
    this.port = listener.getLocalPort();
  }

  /** Starts on {@code port}; 0 takes a free one. */
  public static FakeMailServer start(int port, InstantSource clock) {
    SelfSignedCertificate certificate = SelfSignedCertificate.create(clock.instant());
    return start(port, clock, certificate, certificate.serverContext());
  }

  /** Starts one that shows {@code identity} after STARTTLS, and has no certificate of its own. */
  public static FakeMailServer start(int port, InstantSource clock, TlsIdentity identity) {
    return start(port, clock, null, identity.sslContext());
  }

  private static FakeMailServer start(
      int port, InstantSource clock, SelfSignedCertificate certificate, SSLContext tls) {
    try {
      return new FakeMailServer(port, clock, certificate, tls);
    } catch (IOException e) {
      throw new UncheckedIOException("fake mail: could not listen on port " + port, e);
    }
  }

  public int port() {
    return port;
  }

  /** What a client is to trust. */
  public SelfSignedCertificate certificate() {
    return certificate;
  }

  /** Treats the next connections like this, one after the other. */
  public synchronized void next(MailBehaviour... behaviours) {
    script.addAll(List.of(behaviours));
  }

  /** Treats all connections like this from now on, once the script is used up. */
  public synchronized void from(MailBehaviour behaviour) {
    otherwise = behaviour;
  }

  /** Has each mail that is taken handed on, as a mail server does. */
  public synchronized void deliverTo(Consumer<ReceivedMail> recipient) {
    delivery = recipient;
  }

  /** Everything that was taken, oldest first. */
  public synchronized List<ReceivedMail> mails() {
    return List.copyOf(mails);
  }

  /** Everything that was taken since the last time, oldest first; it is not kept any longer. */
  public synchronized List<ReceivedMail> take() {
    List<ReceivedMail> taken = List.copyOf(mails);
    mails.clear();
    return taken;
  }

  /** How many connections came in, whatever became of them. */
  public synchronized int connections() {
    return connections;
  }

  /** Forgets mails and script, and behaves. */
  public synchronized void reset() {
    mails.clear();
    script.clear();
    otherwise = MailBehaviour.ok();
    delivery = _ -> {};
    connections = 0;
  }

  /** Waits until the mails are as {@code expected}, and returns them. */
  public synchronized List<ReceivedMail> await(
      Predicate<List<ReceivedMail>> expected, Duration timeout) {
    awaitThat(
        () -> expected.test(mails()),
        timeout,
        () ->
            "mail: must hold the expected mails within "
                + timeout
                + ", held "
                + mails.stream().map(ReceivedMail::subject).toList());
    return mails();
  }

  /** Called with the monitor held; gives it up while waiting. */
  private synchronized void awaitThat(
      BooleanSupplier holds, Duration timeout, Supplier<String> complaint) {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (!holds.getAsBoolean()) {
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (left <= 0) {
        throw new AssertionError(complaint.get());
      }
      try {
        wait(left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("mail: interrupted while waiting", e);
      }
    }
  }

  /** Goes away: connections are refused until {@link #comeBack}. */
  public synchronized void goAway() {
    if (listener == null) {
      return;
    }
    stopped.countDown();
    quietly(listener);
    open.forEach(FakeMailServer::quietly);
    listener = null;
    try {
      // The port is free only once nobody is in accept() any more.
      acceptor.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Listens again on the same port. */
  public synchronized void comeBack() {
    if (listener == null) {
      try {
        listen(port);
      } catch (IOException e) {
        throw new UncheckedIOException("fake mail: could not listen again on " + port, e);
      }
    }
  }

  @Override
  public void close() {
    goAway();
  }

  private void listen(int on) throws IOException {
    ServerSocket fresh = new ServerSocket(on, 50, InetAddress.getLoopbackAddress());
    CountDownLatch stop = new CountDownLatch(1);
    listener = fresh;
    stopped = stop;
    acceptor = Thread.ofVirtual().name("fake-mail").start(() -> accept(fresh, stop));
  }

  private void accept(ServerSocket on, CountDownLatch stop) {
    while (!on.isClosed()) {
      try {
        Socket socket = on.accept();
        Thread.ofVirtual().start(() -> talk(socket, stop));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void talk(Socket socket, CountDownLatch stop) {
    open.add(socket);
    try (socket) {
      new SmtpDialogue(socket, desk(stop), tls, behaviour()).run();
    } catch (IOException hungUp) {
      // The client went away in the middle, as clients do.
      return;
    } finally {
      open.remove(socket);
    }
  }

  private synchronized MailBehaviour behaviour() {
    connections++;
    notifyAll();
    return script.isEmpty() ? otherwise : script.poll();
  }

  private SmtpDialogue.Desk desk(CountDownLatch stop) {
    return new SmtpDialogue.Desk() {
      @Override
      public void deliver(
          String sender, List<String> recipients, String raw, boolean encrypted, String user) {
        take(sender, recipients, raw, encrypted, user);
      }

      @Override
      public boolean mayLogIn(String user, String password) {
        return user.equals(USER) && password.equals(PASSWORD);
      }

      @Override
      public void stall() {
        try {
          stop.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
    };
  }

  private synchronized void take(
      String sender, List<String> recipients, String raw, boolean encrypted, String user) {
    MailParser parsed = MailParser.parse(raw);
    mails.add(
        new ReceivedMail(
            clock.instant(),
            sender,
            recipients,
            parsed.headers(),
            parsed.text(),
            parsed.html(),
            raw,
            encrypted,
            Optional.ofNullable(user)));
    delivery.accept(mails.getLast());
    notifyAll();
  }

  private static void quietly(Closeable closeable) {
    try {
      closeable.close();
    } catch (IOException alreadyGone) {
      return;
    }
  }
}
