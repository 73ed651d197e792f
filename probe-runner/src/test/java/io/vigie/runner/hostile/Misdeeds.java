package io.vigie.runner.hostile;

import io.vigie.testkit.target.Behaviour;
import io.vigie.testkit.tls.TlsIdentity;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** What targets do to whoever looks at them, beyond what {@link Behaviour} has. */
final class Misdeeds {

  static final Duration SLOWLY = Duration.ofMillis(100);
  private static final int LINE = 64 * 1024;

  private Misdeeds() {}

  /** Asks for nothing and says the same again and again, as fast as it is taken. */
  static Behaviour flooding(String first, String again) {
    return connection -> {
      connection.send(first);
      byte[] block =
          again.repeat(Math.max(1, LINE / again.length())).getBytes(StandardCharsets.ISO_8859_1);
      while (connection.closing().getCount() > 0) {
        connection.socket().getOutputStream().write(block);
      }
    };
  }

  /** Says the same again and again, from time to time. */
  static Behaviour dripping(String again) {
    return connection -> {
      while (connection.pause(SLOWLY)) {
        connection.send(again);
      }
    };
  }

  /** Waits for a request first. */
  static Behaviour asked(Behaviour then) {
    return connection -> {
      connection.readRequest();
      then.serve(connection);
    };
  }

  /** Says something and then nothing. */
  static Behaviour stalling(String first) {
    return connection -> {
      connection.send(first);
      connection.readUntilClosed();
    };
  }

  static Behaviour resetting() {
    return connection -> connection.socket().setSoLinger(true, 0);
  }

  /** A small body that inflates to {@code size} bytes, made beforehand. */
  static Behaviour bomb(int size) {
    ByteArrayOutputStream small = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(small)) {
      for (int made = 0; made < size; made += LINE) {
        gzip.write(new byte[LINE]);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    byte[] body = small.toByteArray();
    return connection -> {
      connection.readRequest();
      connection.send(
          "HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: %d\r\n\r\n"
              .formatted(body.length));
      connection.socket().getOutputStream().write(body);
    };
  }

  /** Redirects to the next of pages without end. */
  static Behaviour leadingOn() {
    return connection -> {
      byte[] request = new byte[512];
      int read = Math.max(0, connection.socket().getInputStream().read(request));
      String line = new String(request, 0, read, StandardCharsets.ISO_8859_1);
      int page = 1 + line.indexOf(" HTTP/") - line.indexOf('/');
      connection.send(redirect("/" + "x".repeat(page)));
    };
  }

  static String redirect(String to) {
    return "HTTP/1.1 302 Found\r\ncontent-length: 0\r\nconnection: close\r\nlocation: "
        + to
        + "\r\n\r\n";
  }

  /** A handshake that agrees on HTTP/2, then what {@code after} sends in the clear. */
  static Behaviour inHttp2(TlsIdentity identity, Http2 after) {
    return connection -> {
      SSLSocket socket =
          (SSLSocket)
              identity
                  .sslContext()
                  .getSocketFactory()
                  .createSocket(connection.socket(), null, connection.socket().getPort(), true);
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setApplicationProtocols(new String[] {"h2"});
      socket.setSSLParameters(parameters);
      socket.setUseClientMode(false);
      try (socket) {
        socket.startHandshake();
        after.send(connection, socket.getOutputStream());
      }
    };
  }

  /** What is sent after the handshake. */
  interface Http2 {
    void send(Behaviour.Connection connection, OutputStream out)
        throws IOException, InterruptedException;
  }

  static final byte[] SETTINGS = frame(4, 0, 0, new byte[0]);

  /** Headers that never end. */
  static Http2 endlessHeaders() {
    return (connection, out) -> {
      out.write(SETTINGS);
      out.write(frame(1, 0, 1, field("x", 1000)));
      byte[] more = frame(9, 0, 1, field("y", 1000));
      while (connection.closing().getCount() > 0) {
        out.write(more);
      }
    };
  }

  /** The same frame again and again. */
  static Http2 flood(byte[] frame) {
    return (connection, out) -> {
      out.write(SETTINGS);
      while (connection.closing().getCount() > 0) {
        out.write(frame);
      }
    };
  }

  static Http2 stall() {
    return (connection, out) -> {
      out.write(SETTINGS);
      connection.pause(Duration.ofMinutes(5));
    };
  }

  /** A header field without compression: a new name and a value. */
  private static byte[] field(String name, int length) {
    byte[] field = new byte[2 + name.length() + 3 + length];
    field[0] = 0;
    field[1] = (byte) name.length();
    field[2] = (byte) name.charAt(0);
    field[3] = 0x7F;
    int rest = length - 127;
    field[4] = (byte) ((rest & 0x7F) | 0x80);
    field[5] = (byte) (rest >> 7);
    java.util.Arrays.fill(field, 6, 6 + length, (byte) 'v');
    return field;
  }

  static byte[] frame(int type, int flags, int stream, byte[] content) {
    return java.nio.ByteBuffer.allocate(9 + content.length)
        .put((byte) (content.length >> 16))
        .putShort((short) content.length)
        .put((byte) type)
        .put((byte) flags)
        .putInt(stream)
        .put(content)
        .array();
  }
}
