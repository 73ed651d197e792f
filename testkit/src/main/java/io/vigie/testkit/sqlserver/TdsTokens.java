package io.vigie.testkit.sqlserver;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** An answer of SQL Server as it is put together, low bytes first. Not thread-safe. */
public final class TdsTokens {

  private static final int DONE = 0xfd;
  private static final int NO_MORE = 0;
  private static final int FAILED = 2;
  private static final int STOPPED = 0x20;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /** Any bytes, each as an unsigned number. */
  public TdsTokens u8(int... values) {
    for (int value : values) {
      bytes.write(value);
    }
    return this;
  }

  /** A number of so many bytes. */
  public TdsTokens little(long value, int count) {
    for (int i = 0; i < count; i++) {
      u8((int) (value >>> (8 * i)));
    }
    return this;
  }

  public TdsTokens add(byte[] more) {
    bytes.writeBytes(more);
    return this;
  }

  /** Text of two bytes for each character. */
  public TdsTokens wide(String text) {
    return add(text.getBytes(StandardCharsets.UTF_16LE));
  }

  /** The same with the number of its characters, as one byte, before it. */
  public TdsTokens name(String text) {
    return u8(text.length()).wide(text);
  }

  /** That so many columns follow. */
  public TdsTokens columns(int count) {
    return u8(0x81).little(count, 2);
  }

  /** A column: how its type is described, in bytes. */
  public TdsTokens column(String name, int... type) {
    return little(0, 4).little(9, 2).u8(type).name(name);
  }

  /** That a row follows. */
  public TdsTokens row() {
    return u8(0xd1);
  }

  /** An error, which does not end the answer. */
  public TdsTokens error(int number, String message) {
    return message(0xaa, number, 16, message);
  }

  /** A message that is no error. */
  public TdsTokens info(int number, String message) {
    return message(0xab, number, 0, message);
  }

  private TdsTokens message(int token, int number, int severity, String message) {
    TdsTokens content =
        new TdsTokens()
            .little(number, 4)
            .u8(1, severity)
            .little(message.length(), 2)
            .wide(message)
            .name("fake")
            .name("")
            .little(1, 4);
    return counted(token, content);
  }

  /** Something that has changed, from what to what. */
  public TdsTokens changed(int what, String to, String from) {
    return counted(0xe3, new TdsTokens().u8(what).name(to).name(from));
  }

  /** A token with its length, of two bytes, before its content. */
  public TdsTokens counted(int token, TdsTokens content) {
    byte[] all = content.toArray();
    return u8(token).little(all.length, 2).add(all);
  }

  /** The end of an answer with so many rows. */
  public TdsTokens done(long rows) {
    return end(NO_MORE | 0x10, rows);
  }

  /** The end of an answer that is an error. */
  public TdsTokens failed() {
    return end(FAILED, 0);
  }

  /** The end of what was to be stopped. */
  public TdsTokens stopped() {
    return end(STOPPED, 0);
  }

  private TdsTokens end(int status, long rows) {
    return u8(DONE).little(status, 2).little(0xc1, 2).little(rows, 8);
  }

  public byte[] toArray() {
    return bytes.toByteArray();
  }
}
