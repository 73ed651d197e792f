package io.vigie.probe.tls;

import java.nio.ByteBuffer;
import java.util.Optional;

/** What a server made of a {@link Hello}. */
sealed interface HelloAnswer {

  /** It would go on with this version and suite. */
  record Accepted(int version, int suite) implements HelloAnswer {}

  /** It would not; how it said so. */
  record Refused(String how) implements HelloAnswer {}

  /** More than any first answer. */
  int MOST_BYTES = 8 * 1024;

  /** Reads what came so far; nothing as long as it may go on. Never throws for what came. */
  static Optional<HelloAnswer> read(byte[] bytes) {
    ByteBuffer handshake = ByteBuffer.allocate(bytes.length);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    while (in.remaining() >= 5) {
      int type = in.get() & 0xff;
      int version = in.getShort() & 0xffff;
      int length = in.getShort() & 0xffff;
      if ((version >> 8) != 3 || length == 0 || length > 0x4800) {
        return refused("no TLS record");
      } else if (type == 21 && in.remaining() >= 2 && in.get(in.position()) == 2) {
        return refused("alert " + (in.get(in.position() + 1) & 0xff));
      } else if (type != 21 && type != 22) {
        return refused("record of type " + type);
      }
      int here = Math.min(length, in.remaining());
      if (type == 22) {
        handshake.put(in.slice(in.position(), here));
        Optional<HelloAnswer> answer = serverHello(handshake.duplicate().flip());
        if (answer.isPresent()) {
          return answer;
        }
      }
      in.position(in.position() + here);
    }
    return Optional.empty();
  }

  private static Optional<HelloAnswer> serverHello(ByteBuffer in) {
    if (in.remaining() < 4) {
      return Optional.empty();
    }
    int head = in.getInt();
    int length = head & 0xffffff;
    if (head >>> 24 != 2 || length < 38 || length > MOST_BYTES) {
      return refused("handshake message of type " + (head >>> 24));
    }
    return in.remaining() < length
        ? Optional.empty()
        : Optional.of(accepted(in.slice(in.position(), length)));
  }

  private static HelloAnswer accepted(ByteBuffer message) {
    int version = message.getShort() & 0xffff;
    message.position(message.position() + 32);
    int session = message.get() & 0xff;
    if (message.remaining() < session + 3) {
      return new Refused("cut off server hello");
    }
    message.position(message.position() + session);
    int suite = message.getShort() & 0xffff;
    message.get();
    return new Accepted(chosenVersion(message, version), suite);
  }

  /** From 1.3 on the version is in an extension. */
  private static int chosenVersion(ByteBuffer message, int otherwise) {
    if (message.remaining() < 2) {
      return otherwise;
    }
    message.getShort();
    while (message.remaining() >= 4) {
      int type = message.getShort() & 0xffff;
      int length = message.getShort() & 0xffff;
      if (length > message.remaining()) {
        return otherwise;
      } else if (type == 43 && length == 2) {
        return message.getShort() & 0xffff;
      }
      message.position(message.position() + length);
    }
    return otherwise;
  }

  private static Optional<HelloAnswer> refused(String how) {
    return Optional.of(new Refused(how));
  }
}
