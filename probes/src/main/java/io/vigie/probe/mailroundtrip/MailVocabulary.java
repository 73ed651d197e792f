package io.vigie.probe.mailroundtrip;

import static dev.cel.common.types.SimpleType.DURATION;
import static dev.cel.common.types.SimpleType.INT;
import static dev.cel.common.types.SimpleType.STRING;

import dev.cel.common.types.MapType;
import io.vigie.probe.expect.Vocabulary;
import io.vigie.probe.net.Glossary;
import io.vigie.probe.net.Stage;
import io.vigie.probe.sink.SinkVocabulary;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What an expectation may say of the way of a mail. */
final class MailVocabulary {

  static final Stage ARRIVAL = new Stage("arrival", "waiting for the mail to arrive");
  static final List<Stage> STAGES = List.of(ARRIVAL);

  static final Vocabulary WORDS =
      new Glossary()
          .add("count", INT, "How many times it arrived.")
          .add("deliveredAfter", DURATION, "How long it took, from when it was sent.")
          .add("nonce", STRING, "What tells this mail from others, empty without one.")
          .add("queued", STRING, "What the server said when it took the mail.")
          .add("from", STRING, "The address of the sender in the mail that arrived.")
          .add("fromName", STRING, "The name before that address.")
          .add("to", STRING, "The address of the recipient in it.")
          .add("subject", STRING, "Its subject.")
          .add(
              "headers",
              MapType.create(STRING, STRING),
              "Some of its headers, by lower-case name, the first of each.")
          .add("authenticatedBy", STRING, "The server that judged who sent it.")
          .add("spf", STRING, "Its result of SPF: pass, fail, …; none without one.")
          .add("dkim", STRING, "Its result of DKIM: pass where one signature is right.")
          .add("dmarc", STRING, "Its result of DMARC.")
          .add("requests", SinkVocabulary.REQUESTS, "What arrived at the sink, as in that kind.")
          .vocabulary(STAGES);

  private MailVocabulary() {}

  static Map<String, Object> facts(ArrivedMail mail, long count, Duration deliveredAfter) {
    AuthenticationResults judged = mail.authentication();
    Map<String, Object> facts = new HashMap<>();
    facts.put("count", count);
    facts.put("deliveredAfter", deliveredAfter);
    facts.put("from", mail.address("from"));
    facts.put("fromName", mail.displayName("from"));
    facts.put("to", mail.address("to"));
    facts.put("subject", mail.header("subject"));
    facts.put("headers", mail.first());
    facts.put("authenticatedBy", judged.server());
    facts.put("spf", judged.of("spf"));
    facts.put("dkim", judged.of("dkim"));
    facts.put("dmarc", judged.of("dmarc"));
    facts.put("requests", List.of());
    return facts;
  }
}
