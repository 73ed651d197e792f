package io.vigie.flow;

import io.vigie.testkit.target.Behaviour;
import io.vigie.testkit.target.Behaviour.Connection;
import io.vigie.testkit.target.RawTarget;
import io.vigie.testkit.tls.TestAuthority;
import io.vigie.testkit.tls.TlsIdentity;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Targets that say back whatever they are told, each in its protocol. */
final class Parrots implements AutoCloseable {

  /** The ways in which something is said back over HTTP; the path says which. */
  static final Map<String, UnaryOperator<String>> WAYS =
      Map.of(
          "raw", text -> text,
          "base64", text -> Base64.getEncoder().encodeToString(bytes(text)),
          "base64url", text -> Base64.getUrlEncoder().encodeToString(bytes(text)),
          "url", Canaries::url,
          "json", Canaries::json,
          "html", Canaries::html,
          "hex", text -> HexFormat.of().formatHex(bytes(text)));

  /** The paths of channels; not that of PagerDuty, which is told its own key in each message. */
  private static final Set<String> CHANNELS = Set.of("hook", "teams", "am");

  private static final Pattern PATH = Pattern.compile("[A-Z]+ /([a-z0-9]+)");
  private static final Pattern LENGTH =
      Pattern.compile("\r\ncontent-length: *([0-9]+)", Pattern.CASE_INSENSITIVE);
  private static final String FORM =
      """
      HTTP/1.1 200 OK\r
      content-type: text/html\r
      connection: close\r
      \r
      <form method="post" action="/html"><input name="username">\
      <input name="password" type="password"></form>
      """;
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9+/=]{12,}");

  private final Set<String> heard = ConcurrentHashMap.newKeySet();
  private final List<RawTarget> targets = new ArrayList<>();
  private final Queue<String> hooked = new ConcurrentLinkedQueue<>();
  final int http = start(this::http);
  final int tcp = start(connection -> eachTime(connection, "", said -> "no: " + said + "\r\n"));
  final int redis =
      start(connection -> eachTime(connection, "", said -> "-ERR no " + line(said) + "\r\n"));
  final int smtp = start(connection -> eachTime(connection, "220 hello\r\n", Parrots::smtp));
  final int imap = start(this::imap);
  final int postgres = start(this::postgres);
  final int mysql = start(this::mysql);
  final int mongo = start(connection -> eachTime(connection, "", said -> "no " + said));

  /** Who the parrot over TLS is. */
  final TlsIdentity identity = TestAuthority.selfSigned(InstantSource.system(), "localhost");

  final int https = start(RawTarget.start(identity, this::http));

  private int start(Behaviour behaviour) {
    return start(RawTarget.start(behaviour));
  }

  private int start(RawTarget target) {
    targets.add(target);
    return target.port();
  }

  /** All that any of them was told. */
  String heard() {
    return String.join("\n", heard);
  }

  /** The bodies that channels were sent, but for Slack and mail. */
  String hooked() {
    return String.join("\n", hooked);
  }

  private void http(Connection connection) throws IOException {
    String said = request(connection);
    Matcher path = PATH.matcher(said);
    String name = path.find() ? path.group(1) : "";
    if (said.startsWith("POST") && CHANNELS.contains(name)) {
      hooked.add(said.substring(said.indexOf("\r\n\r\n")));
    }
    if (name.equals("form")) {
      connection.send(FORM);
      return;
    }
    UnaryOperator<String> way = WAYS.getOrDefault(name, WAYS.get("raw"));
    String head = said.substring(0, Math.max(0, said.indexOf("\r\n\r\n")));
    String body = way.apply(said);
    connection.send(
        "HTTP/1.1 400 No %1$s\r\nx-echo: %2$s\r\nset-cookie: s=%2$s\r\nwww-authenticate: Basic %1$s\r\n"
                .formatted(line(head), line(way.apply(head)))
            + "content-type: text/plain\r\ncontent-length: %d\r\nconnection: close\r\n\r\n"
                .formatted(body.length())
            + body);
  }

  /** A request with its body, which may come later than its head. */
  private String request(Connection connection) throws IOException {
    StringBuilder said = new StringBuilder();
    int left = 1;
    while (left > 0) {
      String more = heard(connection);
      said.append(more);
      int head = said.indexOf("\r\n\r\n");
      Matcher length = LENGTH.matcher(said);
      int whole = length.find() ? Integer.parseInt(length.group(1)) : 0;
      left = more.isEmpty() ? 0 : head < 0 ? 1 : head + 4 + whole - said.length();
    }
    return said.toString();
  }

  private static String smtp(String said) {
    return said.startsWith("EHLO")
        ? "250-parrot\r\n250 AUTH PLAIN LOGIN\r\n"
        : "535 5.7.8 no " + line(said) + " " + decoded(said) + "\r\n";
  }

  private void imap(Connection connection) throws IOException {
    connection.send("* OK hello\r\n");
    String tag = "*";
    for (String said = heard(connection); !said.isEmpty(); said = heard(connection)) {
      tag = said.contains(" ") ? said.split(" ", 2)[0] : tag;
      if (said.contains("CAPABILITY")) {
        connection.send("* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n" + tag + " OK\r\n");
      } else if (said.strip().endsWith("AUTHENTICATE PLAIN")) {
        connection.send("+ \r\n");
      } else {
        String heard = line(said) + " " + decoded(said);
        connection.send(tag + " NO [AUTHENTICATIONFAILED] no " + heard + "\r\n");
      }
    }
  }

  private void postgres(Connection connection) throws IOException {
    heard(connection);
    connection.send("R\0\0\0\10\0\0\0\3");
    byte[] fields = bytes("SFATAL\0C28P01\0Mno " + line(heard(connection).substring(5)) + "\0\0");
    byte[] message =
        ByteBuffer.allocate(5 + fields.length)
            .put((byte) 'E')
            .putInt(4 + fields.length)
            .put(fields)
            .array();
    connection.socket().getOutputStream().write(message);
  }

  private void mysql(Connection connection) throws IOException {
    byte[] greeting =
        bytes(
            "\n8.0.36-parrot\0\1\0\0\0abcdefgh\0\377\367\41\2\0\17\200\25"
                + "\0".repeat(10)
                + "ijklmnopqrst\0mysql_native_password\0");
    connection.socket().getOutputStream().write(packet(0, greeting));
    byte[] refusal = bytes("\377\25\4#28000no " + line(heard(connection)));
    connection.socket().getOutputStream().write(packet(2, refusal));
  }

  private static byte[] packet(int number, byte[] content) {
    return ByteBuffer.allocate(4 + content.length)
        .put((byte) content.length)
        .put((byte) (content.length >> 8))
        .put((byte) 0)
        .put((byte) number)
        .put(content)
        .array();
  }

  private void eachTime(Connection connection, String first, UnaryOperator<String> answer)
      throws IOException {
    connection.send(first);
    for (String said = heard(connection); !said.isEmpty(); said = heard(connection)) {
      connection.send(answer.apply(said));
    }
  }

  private String heard(Connection connection) throws IOException {
    byte[] bytes = new byte[8192];
    int read = connection.socket().getInputStream().read(bytes);
    String said = new String(bytes, 0, Math.max(0, read), StandardCharsets.ISO_8859_1);
    heard.add(said);
    return said;
  }

  private static String decoded(String said) {
    StringBuilder decoded = new StringBuilder();
    Matcher words = WORD.matcher(said);
    while (words.find()) {
      try {
        byte[] plain = Base64.getDecoder().decode(words.group());
        decoded
            .append(new String(plain, StandardCharsets.ISO_8859_1).replace('\0', ' '))
            .append(' ');
      } catch (IllegalArgumentException e) {
        decoded.append("? ");
      }
    }
    return decoded.toString();
  }

  private static String line(String text) {
    return text.replace("\r\n", " ").replace('\n', ' ').replace('\0', ' ').strip();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() {
    targets.forEach(RawTarget::close);
  }
}
