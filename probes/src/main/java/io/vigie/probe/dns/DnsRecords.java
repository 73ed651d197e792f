package io.vigie.probe.dns;

import io.netty.util.NetUtil;
import io.vigie.probe.dns.DnsMessage.Malformed;
import io.vigie.probe.dns.DnsMessage.Resource;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The records that answer a question, at the end of the aliases that lead to them.
 *
 * @param texts each as one line, sorted: two resolvers that say the same give the same
 * @param fields of those that have parts, by their names
 * @param aliases the names on the way, from the first that the asked name points to
 * @param ttl the least, in seconds
 */
record DnsRecords(
    List<String> texts, List<Map<String, Object>> fields, List<String> aliases, long ttl) {

  DnsRecords {
    texts = texts.stream().sorted().toList();
    fields = List.copyOf(fields);
    aliases = List.copyOf(aliases);
  }

  /** An alias that leads back to itself. */
  static final class Loop extends Exception {
    private static final long serialVersionUID = 1L;

    Loop(String name) {
      super("the alias " + name + " leads back to itself", null, false, false);
    }
  }

  static DnsRecords of(DnsMessage message, DnsQuestion question) throws Malformed, Loop {
    List<String> aliases = new ArrayList<>();
    String name =
        question.type() == RecordType.CNAME
            ? question.name()
            : endOfAliases(message.answers(), question.name(), aliases);
    List<String> texts = new ArrayList<>();
    List<Map<String, Object>> fields = new ArrayList<>();
    long ttl = Long.MAX_VALUE;
    for (Resource each : message.answers()) {
      if (each.type() == question.type().number() && each.name().equals(name)) {
        Parts parts = parts(question.type(), each);
        texts.add(parts.text());
        parts.fields().ifPresent(fields::add);
        ttl = Math.min(ttl, each.ttl());
      }
    }
    return new DnsRecords(texts, fields, aliases, texts.isEmpty() ? 0 : ttl);
  }

  private static String endOfAliases(List<Resource> answers, String from, List<String> aliases)
      throws Malformed, Loop {
    Set<String> visited = new HashSet<>(Set.of(from));
    String name = from;
    Optional<Resource> alias = alias(answers, name);
    while (alias.isPresent()) {
      name = parts(RecordType.CNAME, alias.get()).text();
      if (!visited.add(name)) {
        throw new Loop(name);
      }
      aliases.add(name);
      alias = alias(answers, name);
    }
    return name;
  }

  private static Optional<Resource> alias(List<Resource> answers, String name) {
    return answers.stream()
        .filter(each -> each.type() == RecordType.CNAME.number() && each.name().equals(name))
        .findFirst();
  }

  private record Parts(String text, Optional<Map<String, Object>> fields) {
    static Parts of(String text) {
      return new Parts(text, Optional.empty());
    }
  }

  private static Parts parts(RecordType type, Resource resource) throws Malformed {
    ByteBuffer content = resource.content().duplicate();
    try {
      return switch (type) {
        case A -> Parts.of(address(content, 4));
        case AAAA -> Parts.of(address(content, 16));
        case CNAME, NS -> Parts.of(DnsName.read(content));
        case TXT -> Parts.of(text(content));
        case MX -> mx(content);
        case CAA -> caa(content);
        case SOA -> soa(content);
      };
    } catch (BufferUnderflowException | IllegalArgumentException | UnknownHostException e) {
      throw new Malformed("a record of type " + type + " cannot be read");
    }
  }

  private static String address(ByteBuffer content, int length) throws UnknownHostException {
    if (content.remaining() != length) {
      throw new IllegalArgumentException("an address of " + content.remaining() + " bytes");
    }
    return NetUtil.toAddressString(InetAddress.getByAddress(bytes(content, length)));
  }

  private static byte[] bytes(ByteBuffer content, int length) {
    byte[] bytes = new byte[length];
    content.get(bytes);
    return bytes;
  }

  /** Its strings follow each other without a space (RFC 7208, 3.3). */
  private static String text(ByteBuffer content) {
    StringBuilder text = new StringBuilder();
    while (content.hasRemaining()) {
      int length = content.get() & 0xff;
      text.append(new String(bytes(content, length), StandardCharsets.UTF_8));
    }
    return text.toString();
  }

  private static Parts mx(ByteBuffer content) {
    long preference = content.getShort() & 0xffff;
    String exchange = DnsName.read(content);
    return new Parts(
        preference + " " + exchange,
        Optional.of(Map.of("preference", preference, "exchange", exchange)));
  }

  private static Parts soa(ByteBuffer content) {
    String primary = DnsName.read(content);
    String contact = DnsName.read(content);
    long serial = unsigned(content);
    String times = unsigned(content) + " " + unsigned(content);
    long expire = unsigned(content);
    return new Parts(
        String.join(
            " ",
            primary,
            contact,
            String.valueOf(serial),
            times,
            String.valueOf(expire),
            String.valueOf(unsigned(content))),
        Optional.of(
            Map.of(
                "primary", primary,
                "contact", contact,
                "serial", serial,
                "expire", Duration.ofSeconds(expire))));
  }

  private static long unsigned(ByteBuffer content) {
    return content.getInt() & 0xffffffffL;
  }

  private static Parts caa(ByteBuffer content) {
    boolean critical = (content.get() & 0x80) != 0;
    String tag = new String(bytes(content, content.get() & 0xff), StandardCharsets.US_ASCII);
    String value = new String(bytes(content, content.remaining()), StandardCharsets.US_ASCII);
    return new Parts(
        (critical ? "128 " : "0 ") + tag + " \"" + value + '"',
        Optional.of(Map.of("critical", critical, "tag", tag, "value", value)));
  }
}
