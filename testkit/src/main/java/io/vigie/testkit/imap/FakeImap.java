package io.vigie.testkit.imap;

import io.vigie.testkit.target.Behaviour;
import io.vigie.testkit.target.RawTarget;
import io.vigie.testkit.tls.TlsIdentity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A fake IMAP server on a port of 127.0.0.1. Thread-safe. */
public final class FakeImap implements AutoCloseable {

  /** The user that may log in. */
  public static final String USER = "robot@example.com";

  /** The password of {@link #USER}, and the token; not a secret of anybody. */
  public static final String PASSWORD = "fake \"imap\" password";

  private static final int REMEMBERED = 1000;

  /** When TLS is spoken. */
  public enum Tls {
    NONE,
    STARTTLS,
    IMPLICIT
  }

  private final Map<String, List<StoredMail>> mailboxes = new ConcurrentHashMap<>();
  private final AtomicInteger nextUid = new AtomicInteger(101);
  private final List<String> commands = new CopyOnWriteArrayList<>();
  private final RawTarget target;
  private volatile boolean admitting = true;

  private FakeImap(int port, Tls tls, TlsIdentity identity) {
    fill("INBOX");
    Behaviour behaviour =
        connection ->
            new ImapDialogue(connection, this, tls == Tls.STARTTLS ? identity : null).run();
    target =
        tls == Tls.IMPLICIT
            ? RawTarget.start(port, identity, behaviour)
            : RawTarget.start(behaviour);
  }

  /** One without TLS. */
  public static FakeImap start() {
    return new FakeImap(0, Tls.NONE, null);
  }

  /** One that shows {@code identity}. */
  public static FakeImap start(Tls tls, TlsIdentity identity) {
    return new FakeImap(0, tls, identity);
  }

  /** One that speaks TLS from the first byte, on a port of one's choice; 0 takes a free one. */
  public static FakeImap start(int port, TlsIdentity identity) {
    return new FakeImap(port, Tls.IMPLICIT, identity);
  }

  /** Whether the right password lets in. */
  public void admit(boolean right) {
    admitting = right;
  }

  boolean isAdmitting() {
    return admitting;
  }

  public int port() {
    return target.port();
  }

  /** Puts messages into a mailbox, which is named as IMAP writes it. */
  public void fill(String mailbox, Instant... arrivals) {
    mailboxes.put(mailbox, new CopyOnWriteArrayList<>());
    for (Instant arrival : arrivals) {
      mailboxes
          .get(mailbox)
          .add(new StoredMail(nextUid.getAndIncrement(), arrival, "Subject: of a test\r\n\r\n"));
    }
  }

  /** Puts a mail into a mailbox, with its headers as they are sent. */
  public void deliver(String mailbox, Instant at, String raw) {
    mailboxes.get(mailbox).add(new StoredMail(nextUid.getAndIncrement(), at, raw));
  }

  /** The mails of a mailbox as they came. */
  public List<String> mails(String mailbox) {
    return mailboxes.get(mailbox).stream().map(StoredMail::raw).toList();
  }

  /** The messages of a mailbox; null where there is no such mailbox. */
  List<StoredMail> messages(String mailbox) {
    return mailboxes.get(mailbox);
  }

  int nextUid() {
    return nextUid.get();
  }

  synchronized void came(String command) {
    if (commands.size() == REMEMBERED) {
      commands.removeFirst();
    }
    commands.add(command);
  }

  /** The names of the last thousand commands, in upper case. */
  public List<String> commands() {
    return List.copyOf(commands);
  }

  @Override
  public void close() {
    target.close();
  }
}
