package io.vigie.probe.line;

import com.google.common.collect.ImmutableSet;
import io.vigie.testkit.target.Behaviour;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;

/** Servers that misbehave whatever is spoken, with the failures that a conversation ends with. */
public enum Hostile {
  SILENT(Set.of("timeout"), Set.of("timeout")) {
    @Override
    public Behaviour behaviour() {
      return Behaviour.silent();
    }
  },
  DRIPPING(Set.of("timeout"), Set.of("timeout", "tls-handshake")) {
    @Override
    public Behaviour behaviour() {
      return connection -> {
        while (connection.pause(Duration.ofMillis(30))) {
          connection.send("+");
        }
      };
    }
  },
  GARBAGE(Set.of("protocol-error"), Set.of("tls-handshake")) {
    @Override
    public Behaviour behaviour() {
      return connection -> {
        connection.send("\u0000\u0001\u0002 nothing of yours\r\n\u00ff\u00fe\r\n");
        connection.readUntilClosed();
      };
    }
  },
  ENDLESS_LINE(Set.of("line-limit"), Set.of("tls-handshake")) {
    @Override
    public Behaviour behaviour() {
      return connection -> {
        while (connection.closing().getCount() > 0) {
          connection.send("+" + "x".repeat(4096));
        }
      };
    }
  },
  CLOSING(
      Set.of("connection-closed", "connection-reset"),
      Set.of("tls-handshake", "connection-reset")) {
    @Override
    public Behaviour behaviour() {
      return connection -> connection.pause(Duration.ofMillis(20));
    }
  },
  HALF_CLOSING(Set.of("connection-closed"), Set.of("tls-handshake")) {
    @Override
    public Behaviour behaviour() {
      return connection -> {
        connection.socket().shutdownOutput();
        connection.readUntilClosed();
      };
    }
  },
  RESETTING(Set.of("connection-reset"), Set.of("connection-reset", "tls-handshake")) {
    @Override
    public Behaviour behaviour() {
      return connection -> {
        connection.pause(Duration.ofMillis(20));
        connection.socket().setSoLinger(true, 0);
      };
    }
  };

  private final ImmutableSet<String> codes;
  private final ImmutableSet<String> codesInTls;

  Hostile(Set<String> codes, Set<String> codesInTls) {
    this.codes = ImmutableSet.copyOf(codes);
    this.codesInTls = ImmutableSet.copyOf(codesInTls);
  }

  /** A fresh behaviour. */
  public abstract Behaviour behaviour();

  /** With what a conversation in clear may end. */
  public Set<String> codes() {
    return codes;
  }

  /** With what a handshake may end. */
  public Set<String> codesInTls() {
    return codesInTls;
  }

  /** Says the next part each time it was asked something; then nothing more. */
  public static Behaviour saying(String... parts) {
    return connection -> {
      for (String part : parts) {
        if (!isAsked(connection)) {
          return;
        }
        send(connection, part);
      }
      connection.readUntilClosed();
    };
  }

  /** The same, where the server begins. */
  public static Behaviour beginning(String first, String... parts) {
    return connection -> {
      send(connection, first);
      saying(parts).serve(connection);
    };
  }

  private static boolean isAsked(Behaviour.Connection connection) throws IOException {
    return connection.socket().getInputStream().read(new byte[4096]) >= 0;
  }

  private static void send(Behaviour.Connection connection, String text) throws IOException {
    connection.socket().getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
  }
}
