package io.vigie.testkit.target;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;

/** What a server does with a connection. When it returns or throws, the connection is closed. */
@FunctionalInterface
public interface Behaviour {

  /** Serves one connection. */
  void serve(Connection connection) throws IOException, InterruptedException;

  /** An accepted connection; over TLS, it reads and writes in the clear. */
  record Connection(Socket socket, CountDownLatch closing) {

    /** Reads the head of a request, and nothing of its body. */
    public void readRequest() throws IOException {
      BufferedReader reader =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
      String line = reader.readLine();
      while (line != null && !line.isEmpty()) {
        line = reader.readLine();
      }
    }

    /** Sends text, each character one byte. */
    public void send(String text) throws IOException {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
    }

    /** Waits; false when the target is being closed. */
    public boolean pause(Duration time) throws InterruptedException {
      return !closing.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Reads until the other side has had enough. */
    public void readUntilClosed() throws IOException {
      InputStream in = socket.getInputStream();
      byte[] ignored = new byte[1024];
      while (in.read(ignored) >= 0) {
        // What it says does not matter.
      }
    }
  }

  /** Accepts and says nothing. */
  static Behaviour silent() {
    return Connection::readUntilClosed;
  }

  /** Sends a valid answer one byte at a time. */
  static Behaviour dripping(String answer, Duration pace) {
    return connection -> {
      connection.readRequest();
      for (int i = 0; i < answer.length() && connection.pause(pace); i++) {
        connection.send(answer.substring(i, i + 1));
      }
    };
  }

  /** Answers at once, then sends the body one byte at a time and never ends. */
  static Behaviour drippingBody(Duration pace) {
    return connection -> {
      connection.readRequest();
      connection.send("HTTP/1.1 200 OK\r\ncontent-length: 1000000\r\n\r\n");
      while (connection.pause(pace)) {
        connection.send("x");
      }
    };
  }

  /** A body without end, as fast as it is taken. */
  static Behaviour endlessBody() {
    return connection -> {
      connection.readRequest();
      connection.send("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n");
      String chunk = "4000\r\n" + "x".repeat(0x4000) + "\r\n";
      while (connection.closing().getCount() > 0) {
        connection.send(chunk);
      }
    };
  }

  /** Headers without end. */
  static Behaviour endlessHeaders() {
    return connection -> {
      connection.readRequest();
      connection.send("HTTP/1.1 200 OK\r\n");
      for (long i = 0; connection.closing().getCount() > 0; i++) {
        connection.send("x-filler-" + i + ": " + "y".repeat(1000) + "\r\n");
      }
    };
  }

  /** Interim answers without end. */
  static Behaviour endlessContinue() {
    return connection -> {
      connection.readRequest();
      while (connection.closing().getCount() > 0) {
        connection.send("HTTP/1.1 100 Continue\r\n\r\n");
      }
    };
  }

  /** Says once what it is told to, and closes. */
  static Behaviour saying(String answer) {
    return connection -> {
      connection.readRequest();
      connection.send(answer);
    };
  }

  /** Closes in the middle of the body. */
  static Behaviour closingMidBody() {
    return saying("HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\nonly this");
  }

  /** Resets the connection in the middle of the body. */
  static Behaviour resettingMidBody() {
    return connection -> {
      connection.readRequest();
      connection.send("HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\nonly this");
      connection.pause(Duration.ofMillis(50));
      connection.socket().setSoLinger(true, 0);
    };
  }

  /** Resets the connection instead of answering. */
  static Behaviour resetting() {
    return connection -> {
      connection.readRequest();
      connection.socket().setSoLinger(true, 0);
    };
  }

  /** Speaks another protocol. */
  static Behaviour garbage() {
    return saying("220 mail.example.com ESMTP ready\r\n\u0000\u0001\u0002\r\n\r\n");
  }

  /** A small body that inflates to {@code size} bytes. */
  static Behaviour gzipBomb(int size) {
    return connection -> {
      connection.readRequest();
      connection.send("HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\nconnection: close\r\n\r\n");
      OutputStream gzip = new GZIPOutputStream(connection.socket().getOutputStream());
      byte[] zeros = new byte[8192];
      for (int sent = 0; sent < size; sent += zeros.length) {
        gzip.write(zeros);
      }
      gzip.close();
    };
  }
}
