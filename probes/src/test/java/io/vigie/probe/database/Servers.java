package io.vigie.probe.database;

import io.vigie.testkit.target.Behaviour;

/** Servers of databases that say what a test has them say. */
final class Servers {

  private Servers() {}

  static byte[] message(char type, Bytes content) {
    byte[] bytes = content.toArray();
    return new Bytes().u8(type).i32(bytes.length + 4).add(bytes).toArray();
  }

  static byte[] packet(Bytes content) {
    byte[] bytes = content.toArray();
    return new Bytes().little(bytes.length, 3).u8(0).add(bytes).toArray();
  }

  /** Says the next part each time it was asked something; then nothing more. */
  static Behaviour saying(byte[]... parts) {
    return connection -> {
      byte[] asked = new byte[4096];
      for (byte[] part : parts) {
        if (connection.socket().getInputStream().read(asked) < 0) {
          return;
        }
        connection.socket().getOutputStream().write(part);
      }
      connection.readUntilClosed();
    };
  }

  /** The same, where the server begins. */
  static Behaviour beginning(byte[] first, byte[]... parts) {
    return connection -> {
      connection.socket().getOutputStream().write(first);
      saying(parts).serve(connection);
    };
  }

  static Behaviour endlessly(byte[] first, byte[] then) {
    return connection -> {
      connection.socket().getOutputStream().write(first);
      while (connection.closing().getCount() > 0) {
        connection.socket().getOutputStream().write(then);
      }
    };
  }

  static byte[] both(byte[] first, byte[] second) {
    return new Bytes().add(first).add(second).toArray();
  }

  /** The first packet of MySQL. */
  static byte[] greeting(String version, int flags, String plugin) {
    return packet(
        new Bytes()
            .u8(10)
            .zeroEnded(version)
            .i32(1)
            .text("12345678")
            .u8(0)
            .little(flags & 0xffff, 2)
            .u8(45)
            .little(2, 2)
            .little(flags >>> 16, 2)
            .u8(21)
            .add(new byte[10])
            .text("123456789012")
            .u8(0)
            .zeroEnded(plugin));
  }
}
