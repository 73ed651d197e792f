package io.vigie.probe.cors;

import static dev.cel.common.types.SimpleType.BOOL;
import static dev.cel.common.types.SimpleType.INT;
import static dev.cel.common.types.SimpleType.STRING;

import dev.cel.common.types.ListType;
import dev.cel.common.types.StructType;
import io.vigie.probe.expect.Absent;
import io.vigie.probe.expect.Vocabulary;
import io.vigie.probe.net.Glossary;
import io.vigie.probe.net.Stage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** What an expectation may say of grants. */
final class CorsVocabulary {

  static final Stage ASK = new Stage("ask", "asking as several origins");
  static final List<Stage> STAGES = List.of(ASK);

  private static final ListType TEXTS = ListType.create(STRING);
  private static final StructType ANSWER =
      Glossary.record(
          "CorsAnswer",
          Map.of(
              "origin", STRING,
              "sort", STRING,
              "preflight", BOOL,
              "status", INT,
              "allowOrigin", STRING,
              "credentials", BOOL));

  static final Vocabulary WORDS =
      new Glossary()
          .add("asked", INT, "How many requests were sent.")
          .add("allowedOrigins", TEXTS, "The origins that were allowed, of those that were tried.")
          .add("wildcard", BOOL, "Whether any origin is allowed, by *.")
          .add("credentialsGranted", BOOL, "Whether credentials are granted to a declared origin.")
          .add("grantedMethods", TEXTS, "The methods that preflights grant, in upper case.")
          .add("grantedHeaders", TEXTS, "The headers that preflights grant, in lower case.")
          .add("maxAge", INT, "For how many seconds a preflight may be remembered.")
          .add("varyMissing", BOOL, "Whether a cache could give one origin's answer to another.")
          .add("answers", ListType.create(ANSWER), "All answers.")
          .vocabulary(STAGES);

  private CorsVocabulary() {}

  static Map<String, Object> facts(List<Grant> grants) {
    Map<String, Object> facts = new HashMap<>();
    List<Grant> allowed = grants.stream().filter(Grant::isAllowed).toList();
    facts.put("asked", (long) grants.size());
    facts.put("allowedOrigins", texts(allowed, grant -> Stream.of(grant.question().origin())));
    facts.put("wildcard", allowed.stream().anyMatch(Grant::isWildcard));
    facts.put("credentialsGranted", allowed.stream().anyMatch(Grant::credentials));
    facts.put("grantedMethods", texts(allowed, grant -> grant.methods().stream()));
    facts.put("grantedHeaders", texts(allowed, grant -> grant.headers().stream()));
    facts.put(
        "maxAge",
        allowed.stream()
            .flatMap(grant -> grant.maxAge().stream())
            .map(Object.class::cast)
            .findFirst()
            .orElseGet(() -> new Absent("no preflight says for how long it may be remembered")));
    facts.put("varyMissing", isVaryMissing(grants));
    facts.put("answers", grants.stream().map(Grant::fields).toList());
    return facts;
  }

  private static List<String> texts(List<Grant> of, Function<Grant, Stream<String>> what) {
    return of.stream().flatMap(what).distinct().sorted().toList();
  }

  /** Preflights are in no cache but the browser's. */
  static boolean isVaryMissing(List<Grant> grants) {
    List<Grant> simple =
        grants.stream()
            .filter(grant -> !grant.question().isPreflight() && !grant.isUnavailable())
            .toList();
    boolean differs = simple.stream().map(Grant::allowOrigins).distinct().count() > 1;
    return differs && simple.stream().anyMatch(grant -> grant.isEchoed() && !grant.varies());
  }
}
