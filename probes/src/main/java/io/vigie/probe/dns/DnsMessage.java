package io.vigie.probe.dns;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * An answer as far as it matters: the records of the answer section, and how many the others have.
 * Reading is bounded: names point only backwards, and no more records are read than an answer
 * needs.
 *
 * @param authorities how many records the authority section has
 * @param additionals how many the additional section has, without that of EDNS: it is no record,
 *     and only there because we asked with EDNS
 */
record DnsMessage(
    int rcode,
    boolean truncated,
    boolean authentic,
    List<DnsMessage.Resource> answers,
    int authorities,
    int additionals) {

  private static final int MOST_RECORDS = 512;
  private static final int INTERNET = 1;
  private static final int EDNS = 41;

  /** One record; {@code content} is its position in the whole message, for names point back. */
  record Resource(String name, int type, int category, long ttl, ByteBuffer content) {}

  DnsMessage {
    answers = List.copyOf(answers);
  }

  /** Something that came and is no answer. */
  static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    Malformed(String reason) {
      super(reason, null, false, false);
    }
  }

  /** True where the message claims to answer the query of this number. */
  static boolean answers(byte[] bytes, int id) {
    return bytes.length >= 12
        && ByteBuffer.wrap(bytes).getShort() == (short) id
        && (bytes[2] & 0x80) != 0;
  }

  static DnsMessage read(byte[] bytes, DnsQuestion question) throws Malformed {
    try {
      return read(ByteBuffer.wrap(bytes), question);
    } catch (BufferUnderflowException e) {
      throw new Malformed("it ends too early");
    } catch (IllegalArgumentException e) {
      throw new Malformed("it cannot be read");
    }
  }

  private static DnsMessage read(ByteBuffer in, DnsQuestion question) throws Malformed {
    in.getShort();
    int flags = in.getShort();
    int questions = in.getShort() & 0xffff;
    int answers = in.getShort() & 0xffff;
    int authorities = in.getShort() & 0xffff;
    int additionals = in.getShort() & 0xffff;
    boolean truncated = (flags & 0x0200) != 0;
    if (questions > 1) {
      throw new Malformed("it has " + questions + " questions");
    }
    if (questions == 1) {
      String name = DnsName.read(in);
      int type = in.getShort() & 0xffff;
      in.getShort();
      if (!name.equals(question.name()) || type != question.type().number()) {
        throw new Malformed("it answers another question");
      }
    }
    boolean authentic = (flags & 0x0020) != 0;
    if (truncated) {
      return new DnsMessage(flags & 0xf, true, authentic, List.of(), 0, 0);
    }
    List<Resource> read = resources(in, answers);
    resources(in, authorities);
    long beside = resources(in, additionals).stream().filter(each -> each.type() != EDNS).count();
    return new DnsMessage(
        flags & 0xf, false, authentic, ofInternet(read), authorities, (int) beside);
  }

  private static List<Resource> ofInternet(List<Resource> resources) {
    return resources.stream().filter(each -> each.category() == INTERNET).toList();
  }

  private static List<Resource> resources(ByteBuffer in, int count) throws Malformed {
    if (count > MOST_RECORDS) {
      throw new Malformed("it has " + count + " records");
    }
    List<Resource> resources = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String name = DnsName.read(in);
      int type = in.getShort() & 0xffff;
      int category = in.getShort() & 0xffff;
      long ttl = in.getInt() & 0xffffffffL;
      int length = in.getShort() & 0xffff;
      int end = in.position() + length;
      if (end > in.limit()) {
        throw new Malformed("a record ends after the message");
      }
      resources.add(new Resource(name, type, category, ttl, in.duplicate().limit(end)));
      in.position(end);
    }
    return resources;
  }
}
