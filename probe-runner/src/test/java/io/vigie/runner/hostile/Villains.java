package io.vigie.runner.hostile;

import io.vigie.testkit.dns.FakeDns;
import io.vigie.testkit.target.Behaviour;
import io.vigie.testkit.target.DeafPort;
import io.vigie.testkit.target.RawTarget;
import io.vigie.testkit.tls.TestAuthority;
import io.vigie.testkit.tls.TlsIdentity;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Every sort of hostile target there is, listening on this machine. */
final class Villains implements AutoCloseable {

  private static final String OK = "HTTP/1.1 200 OK\r\n";
  private static final String TIMEOUT = "failed timeout";
  private static final String RESET = "failed connection-reset";
  private static final String NO_PROTOCOL = "failed protocol-error";

  /** We close a connection ourselves where it owes too many answers to such. */
  private static final String CLOSED = "failed connection-closed";

  private static final String HANDSHAKE = "failed tls-handshake";
  private static final int BOMB = 64 << 20;

  private final List<AutoCloseable> open = new ArrayList<>();
  private final List<Villain> all = new ArrayList<>();
  private final TlsIdentity identity =
      TestAuthority.selfSigned(InstantSource.system(), "localhost");

  Villains() {
    overHttp();
    redirecting();
    overTls();
    overHttp2();
    overTcp();
    NameServers.each(this::dns);
    overMail();
    overStores();
  }

  List<Villain> all() {
    return List.copyOf(all);
  }

  /** Prints what there is and stays until nobody is there any more. */
  public static void main(String[] arguments) throws IOException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    try (Villains villains = new Villains()) {
      villains.all().forEach(villain -> out.println(villain.line()));
      out.println();
      while (System.in.read() >= 0) {
        // Whoever started this still wants it.
      }
    }
  }

  private void overHttp() {
    http("is silent", Behaviour.silent(), TIMEOUT);
    http(
        "drips its head",
        Behaviour.dripping(OK + "x: y\r\n".repeat(9999), Misdeeds.SLOWLY),
        TIMEOUT);
    http("drips its body", Behaviour.drippingBody(Misdeeds.SLOWLY), TIMEOUT);
    http("sends a body without end", Behaviour.endlessBody(), "passed");
    http("sends headers without end", Behaviour.endlessHeaders(), "failed header-limit");
    http(
        "sends interim answers without end",
        Behaviour.endlessContinue(),
        "failed header-limit",
        NO_PROTOCOL);
    http("sends a bomb of gzip", Misdeeds.bomb(BOMB), "failed decompression-limit");
    http(
        "is not what its encoding says",
        Behaviour.saying(
            OK + "content-encoding: gzip\r\ncontent-length: 20\r\n\r\nnot gzip, not at all"),
        NO_PROTOCOL);
    http(
        "sends a chunk of a gigabyte",
        Misdeeds.asked(
            Misdeeds.flooding(OK + "transfer-encoding: chunked\r\n\r\n40000000\r\n", "x")),
        "passed");
    http(
        "sends a chunk of more than there is",
        Behaviour.saying(OK + "transfer-encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\nx"),
        NO_PROTOCOL);
    http(
        "promises ten gigabytes",
        Misdeeds.asked(Misdeeds.flooding(OK + "content-length: 10000000000\r\n\r\n", "x")),
        "passed");
    http(
        "sends a line of a gigabyte",
        Misdeeds.asked(Misdeeds.flooding("HTTP/1.1 200 ", "x")),
        "failed header-limit",
        NO_PROTOCOL);
    http(
        "sends one header of a gigabyte",
        Misdeeds.asked(Misdeeds.flooding(OK + "x: ", "y")),
        "failed header-limit");
    http("closes within the body", Behaviour.closingMidBody(), "failed truncated-response");
    http(
        "resets within the body", Behaviour.resettingMidBody(), RESET, "failed truncated-response");
    http("resets instead of answering", Behaviour.resetting(), RESET);
    http("resets at once", Misdeeds.resetting(), RESET, CLOSED);
    http("closes at once", connection -> {}, CLOSED, RESET);
    http("speaks another protocol", Behaviour.garbage(), NO_PROTOCOL);
    http(
        "says nothing but bytes",
        Misdeeds.flooding("\u0000\u00ff", "\u0000\u00ff\u0016"),
        NO_PROTOCOL,
        "failed header-limit");
    DeafPort deaf = keep(DeafPort.open());
    add(
        "drops what is sent to it",
        "http",
        url("http", deaf.port(), "/"),
        "failed connection-timed-out");
    add("is not there", "http", url("http", DeafPort.refusing(), "/"), "failed connection-refused");
  }

  private void redirecting() {
    http("redirects to itself", Behaviour.saying(Misdeeds.redirect("/")), "failed redirect-loop");
    http("redirects without end", Misdeeds.leadingOn(), "failed too-many-redirects");
    http(
        "redirects to metadata",
        Behaviour.saying(Misdeeds.redirect("http://169.254.169.254/latest/")),
        "blind target-refused");
    http(
        "redirects to metadata in hexadecimal",
        Behaviour.saying(Misdeeds.redirect("http://0xa9fea9fe/")),
        "blind target-refused");
    http(
        "redirects to a file",
        Behaviour.saying(Misdeeds.redirect("file:///etc/passwd")),
        "failed redirect-refused");
    http(
        "redirects for ten megabytes",
        Behaviour.saying(Misdeeds.redirect("/" + "x".repeat(10 << 20))),
        "failed header-limit");
  }

  private void overTls() {
    List.of("http", "tls").forEach(this::overTls);
    add(
        "presents its own certificate",
        "http",
        url("https", raw(identity, Behaviour.silent()), "/"),
        "failed tls-self-signed");
  }

  private void overTls(String kind) {
    secure(kind, "is silent in the handshake", Behaviour.silent(), TIMEOUT);
    secure(kind, "drips its handshake", Misdeeds.dripping("\u0016"), TIMEOUT, HANDSHAKE);
    secure(
        kind,
        "stalls within a record",
        Misdeeds.stalling("\u0016\u0003\u0003\u0001\u0000\u0002"),
        TIMEOUT);
    secure(
        kind,
        "promises too long a record",
        Misdeeds.stalling("\u0016\u0003\u0003\u00ff\u00ff" + "x".repeat(70000)),
        HANDSHAKE);
    secure(
        kind, "speaks in clear", Misdeeds.stalling("HTTP/1.1 400 Bad Request\r\n\r\n"), HANDSHAKE);
    secure(
        kind,
        "sends handshakes without end",
        Misdeeds.flooding("", "\u0016\u0003\u0003\u0000\u0004\u0000\u0000\u0000\u0000"),
        HANDSHAKE,
        TIMEOUT,
        RESET);
    secure(
        kind,
        "sends alerts without end",
        Misdeeds.flooding("", "\u0015\u0003\u0003\u0000\u0002\u0001\u0000"),
        HANDSHAKE,
        TIMEOUT,
        RESET);
    secure(
        kind,
        "closes in the handshake",
        connection -> connection.pause(Duration.ofMillis(20)),
        HANDSHAKE,
        RESET);
  }

  private void overHttp2() {
    http2(
        "sends headers of HTTP/2 without end",
        Misdeeds.endlessHeaders(),
        "failed header-limit",
        NO_PROTOCOL);
    http2(
        "sends settings without end",
        Misdeeds.flood(Misdeeds.SETTINGS),
        NO_PROTOCOL,
        TIMEOUT,
        CLOSED);
    http2(
        "pings without end",
        Misdeeds.flood(Misdeeds.frame(6, 0, 0, new byte[8])),
        NO_PROTOCOL,
        TIMEOUT,
        CLOSED);
    http2(
        "breaks the frames",
        Misdeeds.flood(Misdeeds.frame(77, 255, 1, new byte[20000])),
        NO_PROTOCOL);
    http2("stalls in HTTP/2", Misdeeds.stall(), TIMEOUT);
  }

  private void overTcp() {
    tcp("says nothing", Behaviour.silent(), TIMEOUT);
    tcp("drips its banner", Misdeeds.dripping("2"), TIMEOUT);
    tcp("sends a banner without end", Misdeeds.flooding("", "x"), "failed banner-limit");
    tcp("sends banners without end", Misdeeds.flooding("", "220-no\r\n"), "failed banner-limit");
    tcp("resets", Misdeeds.resetting(), RESET, "failed connection-closed");
  }

  private void overMail() {
    for (String kind : List.of("smtp", "imap")) {
      conversing(kind, "says nothing", Behaviour.silent(), TIMEOUT);
      conversing(kind, "is a tarpit", Misdeeds.dripping("*"), TIMEOUT);
      conversing(
          kind,
          "sends a line without end",
          Misdeeds.flooding("", "x"),
          "failed line-limit",
          NO_PROTOCOL);
      conversing(
          kind,
          "speaks another protocol",
          Misdeeds.stalling("HTTP/1.1 400 Bad Request\r\n\r\n"),
          NO_PROTOCOL);
      conversing(kind, "resets", Misdeeds.resetting(), RESET, "failed connection-closed");
    }
    conversing(
        "smtp",
        "greets without end",
        Misdeeds.flooding("", "220-hello\r\n"),
        "failed answer-limit");
    conversing(
        "smtp", "sends one away", Misdeeds.stalling("421 go away\r\n"), "failed greeting-refused");
    conversing("imap", "says bye", Misdeeds.stalling("* BYE go away\r\n"), "failed bye");
    conversing(
        "imap",
        "tells news without end",
        Misdeeds.flooding("* OK hello\r\n", "* 1 EXISTS\r\n"),
        "failed answer-limit");
    conversing(
        "imap",
        "announces four gigabytes",
        Misdeeds.stalling("* OK hello\r\n* LIST () \"/\" {4294967295}\r\n"),
        "failed literal-limit");
  }

  private void overStores() {
    conversing("redis", "says nothing", Behaviour.silent(), TIMEOUT);
    conversing(
        "redis", "sends a line without end", Misdeeds.flooding("", "+x"), "failed line-limit");
    conversing(
        "redis",
        "announces four gigabytes",
        Misdeeds.stalling("$4294967295\r\n"),
        "failed answer-limit",
        NO_PROTOCOL);
    conversing(
        "redis",
        "announces a list without end",
        Misdeeds.stalling("*2147483647\r\n"),
        NO_PROTOCOL,
        "failed answer-limit");
    conversing(
        "redis",
        "speaks another protocol",
        Misdeeds.stalling("HTTP/1.1 400 Bad Request\r\n\r\n"),
        NO_PROTOCOL);
    for (String product : List.of("postgresql", "mysql")) {
      database(product, "says nothing", Behaviour.silent(), TIMEOUT);
      database(product, "drips", Misdeeds.dripping("\u0000"), TIMEOUT, NO_PROTOCOL);
      database(
          product,
          "speaks another protocol",
          Misdeeds.stalling("HTTP/1.1 400 Bad Request\r\n\r\n"),
          NO_PROTOCOL,
          "failed answer-limit");
      database(product, "resets", Misdeeds.resetting(), RESET, "failed connection-closed");
    }
    database(
        "postgresql",
        "promises a message of two gigabytes",
        Misdeeds.flooding("R\u007f\u00ff\u00ff\u00ff", "x"),
        "failed answer-limit",
        NO_PROTOCOL);
    database(
        "mysql",
        "sends packets of sixteen megabytes",
        Misdeeds.flooding("", "\u00ff\u00ff\u00ff\u0000" + "x".repeat(60000)),
        "failed answer-limit",
        NO_PROTOCOL);
  }

  private void http(String name, Behaviour behaviour, String... verdicts) {
    add(name, "http", url("http", raw(behaviour), "/"), verdicts);
  }

  private void http2(String name, Misdeeds.Http2 behaviour, String... verdicts) {
    String url = "https://localhost:" + raw(Misdeeds.inHttp2(identity, behaviour)) + "/";
    add(
        name,
        "http",
        "{\"url\": \"%s\", \"tls\": {\"verify\": false}, \"protocol\": \"h2\"}".formatted(url),
        verdicts);
  }

  private void secure(String kind, String name, Behaviour behaviour, String... verdicts) {
    int port = raw(behaviour);
    String settings =
        kind.equals("http")
            ? url("https", port, "/")
            : "{\"address\": \"localhost:%d\"}".formatted(port);
    add(name, kind, settings, verdicts);
  }

  private void tcp(String name, Behaviour behaviour, String... verdicts) {
    String dialogue = "\"dialogue\": [{\"expect\": \"220 ready\"}]";
    add(
        name,
        "tcp",
        "{\"address\": \"localhost:%d\", %s}".formatted(raw(behaviour), dialogue),
        verdicts);
  }

  private void dns(String name, FakeDns server, String... verdicts) {
    add(
        name,
        "dns",
        "{\"name\": \"a.example\", \"resolvers\": [\"localhost:%d\"]}"
            .formatted(keep(server).port()),
        verdicts);
  }

  private void conversing(String kind, String name, Behaviour behaviour, String... verdicts) {
    add(
        name,
        kind,
        "{\"host\": \"localhost\", \"port\": %d, \"tls\": \"off\"}".formatted(raw(behaviour)),
        verdicts);
  }

  private void database(String product, String name, Behaviour behaviour, String... verdicts) {
    add(
        name + ", as " + product,
        "database",
        ("{\"product\": \"%s\", \"host\": \"localhost\", \"port\": %d, \"user\": \"vigie\","
                + " \"tls\": \"off\"}")
            .formatted(product, raw(behaviour)),
        verdicts);
  }

  private static String url(String scheme, int port, String path) {
    return "{\"url\": \"%s://localhost:%d%s\"}".formatted(scheme, port, path);
  }

  private int raw(Behaviour behaviour) {
    return keep(RawTarget.start(behaviour)).port();
  }

  private int raw(TlsIdentity with, Behaviour behaviour) {
    return keep(RawTarget.start(with, behaviour)).port();
  }

  private <T extends AutoCloseable> T keep(T target) {
    open.add(target);
    return target;
  }

  private void add(String name, String kind, String settings, String... verdicts) {
    all.add(new Villain(kind + " " + name, kind, settings, Set.of(verdicts)));
  }

  @Override
  public void close() {
    for (AutoCloseable target : open) {
      try {
        target.close();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
