package io.vigie.probe.dns;

import static dev.cel.common.types.SimpleType.BOOL;
import static dev.cel.common.types.SimpleType.DURATION;
import static dev.cel.common.types.SimpleType.INT;
import static dev.cel.common.types.SimpleType.STRING;

import dev.cel.common.types.ListType;
import dev.cel.common.types.StructType;
import io.vigie.probe.Observation;
import io.vigie.probe.dns.DnsRun.Said;
import io.vigie.probe.expect.Vocabulary;
import io.vigie.probe.net.Attempt;
import io.vigie.probe.net.Glossary;
import io.vigie.probe.net.Stage;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What an expectation may say of answers. Of several resolvers the first speaks. */
final class DnsVocabulary {

  private static final List<String> RCODES =
      List.of("NOERROR", "FORMERR", "SERVFAIL", "NXDOMAIN", "NOTIMP", "REFUSED");
  private static final List<Stage> STAGES = List.of(Stage.RESOLVE, DnsRun.QUERY);
  private static final ListType LIST = ListType.create(STRING);

  private static final StructType MX =
      Glossary.record("Mx", Map.of("preference", INT, "exchange", STRING));
  private static final StructType CAA =
      Glossary.record("Caa", Map.of("critical", BOOL, "tag", STRING, "value", STRING));
  private static final StructType SOA =
      Glossary.record(
          "Soa", Map.of("primary", STRING, "contact", STRING, "serial", INT, "expire", DURATION));
  private static final StructType ANSWER =
      Glossary.record(
          "Answer", Map.of("resolver", STRING, "rcode", STRING, "records", LIST, "ttl", DURATION));

  /** The number of the evidence, and the word of a record, that a zone counts its changes with. */
  static final String SERIAL = "serial";

  static final Vocabulary WORDS = words();

  private DnsVocabulary() {}

  private static Vocabulary words() {
    Glossary words =
        new Glossary()
            .add("records", LIST, "The records, each as one line, sorted.")
            .add("rcode", STRING, "NOERROR, or with absent also NXDOMAIN.")
            .add("ttl", DURATION, "How long the first to expire may be kept.")
            .add("aliases", LIST, "The names that the asked name leads to by CNAME.")
            .add("authentic", BOOL, "Whether the resolver says that it has verified signatures.")
            .add("tcp", BOOL, "Whether the answer did not fit a datagram.")
            .add("consistent", BOOL, "Whether all resolvers gave the same records.")
            .add("answers", ListType.create(ANSWER), "What each resolver said.")
            .add("mx", ListType.create(MX), "The records of type MX.")
            .add("caa", ListType.create(CAA), "The records of type CAA.")
            .add("soa", ListType.create(SOA), "The record of type SOA: the zone and its serial.");
    MailPolicy.describe(words);
    return words.vocabulary(STAGES);
  }

  static String rcode(int code) {
    return code < RCODES.size() ? RCODES.get(code) : "RCODE" + code;
  }

  static Observation seen(Attempt attempt, List<Said> said) {
    Said first = said.getFirst();
    DnsRecords records = first.records();
    boolean consistent = said.stream().map(each -> each.records().texts()).distinct().count() == 1;
    Map<String, Object> words = new HashMap<>();
    words.put("records", records.texts());
    words.put("rcode", first.rcode());
    words.put("ttl", Duration.ofSeconds(records.ttl()));
    words.put("aliases", records.aliases());
    words.put("authentic", first.answered().message().authentic());
    words.put("tcp", first.answered().overTcp());
    words.put("consistent", consistent);
    words.put("answers", said.stream().map(DnsVocabulary::fields).toList());
    words.put("mx", fieldsWith("exchange", records));
    words.put("caa", fieldsWith("tag", records));
    words.put("soa", fieldsWith(SERIAL, records));
    words.putAll(MailPolicy.facts(records.texts()));
    words.putAll(attempt.times(STAGES));
    evidence(attempt, said, consistent);
    return attempt.seen(words);
  }

  private static void evidence(Attempt attempt, List<Said> said, boolean consistent) {
    Said first = said.getFirst();
    attempt.fact("rcode", first.rcode());
    attempt.fact("consistent", String.valueOf(consistent));
    said.forEach(
        each ->
            attempt.fact(
                "records." + each.resolver(), cut(String.join(" | ", each.records().texts()))));
    if (!first.records().aliases().isEmpty()) {
      attempt.fact("aliases", cut(String.join(" → ", first.records().aliases())));
    }
    attempt.number("records", first.records().texts().size());
    attempt.number("ttl", (double) first.records().ttl());
    fieldsWith(SERIAL, first.records()).stream()
        .findFirst()
        .ifPresent(zone -> attempt.number(SERIAL, ((Long) zone.get(SERIAL)).doubleValue()));
  }

  private static String cut(String text) {
    return text.length() <= 1024 ? text : text.substring(0, 1024) + "…";
  }

  private static Map<String, Object> fields(Said said) {
    return Map.of(
        "resolver", said.resolver().toString(),
        "rcode", said.rcode(),
        "records", said.records().texts(),
        "ttl", Duration.ofSeconds(said.records().ttl()));
  }

  private static List<Map<String, Object>> fieldsWith(String key, DnsRecords records) {
    return records.fields().stream().filter(each -> each.containsKey(key)).toList();
  }
}
