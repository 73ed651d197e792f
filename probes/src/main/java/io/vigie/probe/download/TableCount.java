package io.vigie.probe.download;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayList;
import java.util.List;

/**
 * Comma-separated values (RFC 4180), where a semicolon or a tab may stand for the comma, read as
 * they go by: a quoted field may hold separators and line ends, empty lines are no records. Of the
 * records after the first, nothing is kept.
 */
final class TableCount {

  /** Characters of the first line that are told. */
  private static final int LONGEST_HEADER = 64 * 1024;

  private final CharsetDecoder decoder;
  private final ByteBuffer bytes = ByteBuffer.allocate(4096);
  private final CharBuffer characters = CharBuffer.allocate(4096);
  private final StringBuilder first = new StringBuilder();
  private long records;
  private boolean quoted;
  private boolean any;
  private boolean begun;

  TableCount(Charset charset) {
    this.decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
  }

  void take(byte[] from, int offset, int length) {
    for (int at = 0; at < length; ) {
      int count = Math.min(bytes.remaining(), length - at);
      bytes.put(from, offset + at, count);
      at += count;
      decode(false);
    }
  }

  private void decode(boolean last) {
    bytes.flip();
    boolean more = true;
    while (more) {
      more = decoder.decode(bytes, characters, last).isOverflow();
      characters.flip();
      while (characters.hasRemaining()) {
        take(characters.get());
      }
      characters.clear();
    }
    bytes.compact();
  }

  private void take(char c) {
    boolean mark = !begun && c == '\ufeff';
    begun = true;
    if (mark) {
      return;
    }
    quoted = (c == '"') != quoted;
    if (c == '\n' && !quoted) {
      endRecord();
    } else {
      any = any || c > ' ';
      if (records == 0 && first.length() < LONGEST_HEADER) {
        first.append(c);
      }
    }
  }

  private void endRecord() {
    if (any) {
      records++;
    } else if (records == 0) {
      first.setLength(0);
    }
    any = false;
  }

  Table counted() {
    decode(true);
    endRecord();
    return new Table(records == 0 ? List.of() : fields(first.toString()), Math.max(0, records - 1));
  }

  private static List<String> fields(String line) {
    char separator = separator(line);
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
        field.append(c);
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && c == separator) {
        fields.add(field.toString().strip());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    fields.add(field.toString().strip());
    return fields;
  }

  private static char separator(String first) {
    return first.indexOf(',') >= 0 ? ',' : first.indexOf(';') >= 0 ? ';' : '\t';
  }
}
