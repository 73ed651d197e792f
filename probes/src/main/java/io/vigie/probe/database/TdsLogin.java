package io.vigie.probe.database;

import io.vigie.probe.net.Trouble.Broken;

/** What SQL Server is told before and at a login, as it is put together. */
final class TdsLogin {

  static final int IN_CLEAR = 0;
  static final int ENCRYPTED = 1;
  static final int NO_ENCRYPTION = 2;
  static final int ENCRYPTED_ONLY = 3;

  private static final int VERSION_OPTION = 0;
  private static final int ENCRYPTION_OPTION = 1;
  private static final int END_OF_OPTIONS = 0xff;
  private static final int OPTION = 5;
  private static final int VERSION_LENGTH = 6;

  private static final int VERSION_7_4 = 0x74000004;
  private static final int PACKET_SIZE = 4096;
  private static final int DATABASE_AND_LANGUAGE_MUST_BE = 0xe0;
  private static final int AS_ODBC_DOES = 3;
  private static final int FIXED = 94;
  private static final int LONGEST_PASSWORD = 128;

  private TdsLogin() {}

  /** What is said first: who asks, and whether TLS is wanted. */
  static byte[] prelogin(boolean tls) {
    int version = 2 * OPTION + 1;
    return new Bytes()
        .u8(VERSION_OPTION)
        .i16(version)
        .i16(VERSION_LENGTH)
        .u8(ENCRYPTION_OPTION)
        .i16(version + VERSION_LENGTH)
        .i16(1)
        .u8(END_OF_OPTIONS)
        .add(new byte[VERSION_LENGTH])
        .u8(tls ? ENCRYPTED : NO_ENCRYPTION)
        .toArray();
  }

  /** What the server says of TLS. */
  static int encryption(Packet answer) {
    byte[] all = answer.rest();
    Packet options = new Packet(all);
    int option = options.u8();
    while (option != END_OF_OPTIONS) {
      int offset = options.u16();
      int length = options.u16();
      if (option == ENCRYPTION_OPTION && length == 1) {
        Packet value = new Packet(all);
        value.skip(offset);
        return value.u8();
      }
      option = options.u8();
    }
    throw new Broken("protocol-error", "the server must say whether it speaks TLS, does not");
  }

  /** The login by user and password. */
  static byte[] login(DatabaseSettings settings, String password) {
    if (password.length() > LONGEST_PASSWORD) {
      throw new Broken(
          "login-unsupported", "a password of SQL Server has at most 128 characters, ours more");
    }
    Bytes table = new Bytes();
    Bytes texts = new Bytes();
    int at = add("vigie", table, texts, FIXED);
    at = add(settings.user(), table, texts, at);
    table.little(at, 2).little(password.length(), 2);
    texts.add(concealed(password));
    at += 2 * password.length();
    for (String text : new String[] {"vigie", settings.host(), "", "vigie", ""}) {
      at = add(text, table, texts, at);
    }
    at = add(settings.database().orElse(""), table, texts, at);
    table.add(new byte[6]);
    for (int absent = 0; absent < 3; absent++) {
      add("", table, texts, at);
    }
    table.little(0, 4);
    return new Bytes()
        .little(at, 4)
        .add(head())
        .add(table.toArray())
        .add(texts.toArray())
        .toArray();
  }

  private static byte[] head() {
    return new Bytes()
        .little(VERSION_7_4, 4)
        .little(PACKET_SIZE, 4)
        .add(new byte[12])
        .u8(DATABASE_AND_LANGUAGE_MUST_BE)
        .u8(AS_ODBC_DOES)
        .i16(0)
        .add(new byte[8])
        .toArray();
  }

  private static int add(String text, Bytes table, Bytes texts, int at) {
    table.little(at, 2).little(text.length(), 2);
    texts.add(Tds.bytes(text));
    return at + 2 * text.length();
  }

  /** As the protocol wants it, which hides nothing: without TLS, whoever listens reads it. */
  private static byte[] concealed(String password) {
    byte[] bytes = Tds.bytes(password);
    for (int i = 0; i < bytes.length; i++) {
      int swapped = ((bytes[i] & 0x0f) << 4) | ((bytes[i] & 0xf0) >> 4);
      bytes[i] = (byte) (swapped ^ 0xa5);
    }
    return bytes;
  }
}
