package io.vigie.probe.http;

import static dev.cel.common.types.SimpleType.BOOL;
import static dev.cel.common.types.SimpleType.DURATION;
import static dev.cel.common.types.SimpleType.INT;
import static dev.cel.common.types.SimpleType.STRING;

import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import io.vigie.probe.expect.Lazy;
import io.vigie.probe.net.Glossary;
import io.vigie.probe.web.WebHeaders;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** The words of policies and permissions that an answer declares, with their facts. */
final class AnswerHeaders {

  private static final String PRESENT = "Whether the header is there.";
  private static final ListType STRINGS = ListType.create(STRING);

  private AnswerHeaders() {}

  static void words(Glossary words) {
    words
        .add("csp.present", BOOL, PRESENT)
        .add("csp.raw", STRING, "Content-Security-Policy as it came.")
        .add(
            "csp.directives",
            MapType.create(STRING, STRINGS),
            "The directives of the first policy by name, each with its sources.")
        .add("csp.policies", INT, "How many policies there are; all of them are in force.")
        .add("csp.allowsInlineScript", BOOL, "Whether a script written into a page would run.")
        .add("csp.allowsInlineStyle", BOOL, "Whether a style written into a page would count.")
        .add("csp.allowsEval", BOOL, "Whether text may become script.")
        .add("csp.allowsAnyScript", BOOL, "Whether scripts may come from any host.")
        .add("csp.allowsAnyFraming", BOOL, "Whether any page may show this one in a frame.")
        .add("csp.reportOnly", STRING, "Content-Security-Policy-Report-Only as it came.")
        .add("cors.present", BOOL, "Whether Access-Control-Allow-Origin is there.")
        .add("cors.allowOrigin", STRING, "Access-Control-Allow-Origin as it came.")
        .add("cors.allowCredentials", BOOL, "Whether cookies may be sent along.")
        .add("cors.allowMethods", STRINGS, "The methods allowed, in upper case.")
        .add("cors.allowHeaders", STRINGS, "The request headers allowed, in lower case.")
        .add("cors.exposeHeaders", STRINGS, "The headers that scripts may read, in lower case.")
        .add("cors.maxAge", DURATION, "How long the permission may be kept.")
        .add("referrerPolicy", STRING, "Referrer-Policy in lower case.")
        .add(
            "referrerPolicies",
            STRINGS,
            "Its policies in their order; browsers take the last known.")
        .add("permissionsPolicy", STRING, "Permissions-Policy as it came.")
        .add(
            "permissions",
            MapType.create(STRING, STRINGS),
            "Permissions-Policy: by feature, who may use it; an empty list is nobody.")
        .add("xContentTypeOptions", STRING, "X-Content-Type-Options in lower case.")
        .add("xFrameOptions", STRING, "X-Frame-Options in lower case.")
        .add("headersOnce", STRINGS, "The names of the headers that came exactly once.");
  }

  static void facts(Map<String, Object> facts, WebHeaders headers) {
    policies(facts, headers);
    cors(facts, headers);
    lazily(facts, "referrerPolicy", () -> lower(headers, "referrer-policy"));
    lazily(facts, "referrerPolicies", () -> list(lower(headers, "referrer-policy")));
    lazily(facts, "permissionsPolicy", () -> headers.joined("permissions-policy"));
    lazily(facts, "permissions", () -> permissions(headers.joined("permissions-policy")));
    lazily(facts, "xContentTypeOptions", () -> lower(headers, "x-content-type-options"));
    lazily(facts, "xFrameOptions", () -> lower(headers, "x-frame-options"));
    lazily(facts, "headersOnce", () -> once(headers));
  }

  /** Parsed when an expectation speaks of one, and then once for all words. */
  private static void policies(Map<String, Object> facts, WebHeaders headers) {
    Lazy read = Lazy.of(() -> ContentPolicies.of(headers.all("content-security-policy")));
    Supplier<ContentPolicies> all = () -> (ContentPolicies) read.value();
    lazily(facts, "csp.present", () -> headers.count("content-security-policy") > 0);
    lazily(facts, "csp.raw", () -> headers.joined("content-security-policy"));
    lazily(facts, "csp.directives", () -> all.get().first());
    lazily(facts, "csp.policies", () -> (long) all.get().policies().size());
    lazily(facts, "csp.allowsInlineScript", () -> all.get().allowsInlineScript());
    lazily(facts, "csp.allowsInlineStyle", () -> all.get().allowsInlineStyle());
    lazily(facts, "csp.allowsEval", () -> all.get().allowsEval());
    lazily(facts, "csp.allowsAnyScript", () -> all.get().allowsAnyScript());
    lazily(facts, "csp.allowsAnyFraming", () -> all.get().allowsAnyFraming());
    lazily(facts, "csp.reportOnly", () -> headers.joined("content-security-policy-report-only"));
  }

  private static void cors(Map<String, Object> facts, WebHeaders headers) {
    Supplier<String> origin = () -> headers.joined("access-control-allow-origin");
    lazily(facts, "cors.present", () -> !origin.get().isEmpty());
    lazily(facts, "cors.allowOrigin", origin::get);
    lazily(
        facts,
        "cors.allowCredentials",
        () -> headers.joined("access-control-allow-credentials").strip().equals("true"));
    lazily(
        facts,
        "cors.allowMethods",
        () -> list(headers.joined("access-control-allow-methods").toUpperCase(Locale.ROOT)));
    lazily(facts, "cors.allowHeaders", () -> list(lower(headers, "access-control-allow-headers")));
    lazily(
        facts, "cors.exposeHeaders", () -> list(lower(headers, "access-control-expose-headers")));
    lazily(facts, "cors.maxAge", () -> maxAge(headers.joined("access-control-max-age").strip()));
  }

  private static Duration maxAge(String age) {
    return age.matches("\\d{1,10}") ? Duration.ofSeconds(Long.parseLong(age)) : Duration.ZERO;
  }

  private static void lazily(Map<String, Object> facts, String word, Supplier<Object> value) {
    facts.put(word, Lazy.of(value));
  }

  private static String lower(WebHeaders headers, String name) {
    return headers.joined(name).strip().toLowerCase(Locale.ROOT);
  }

  private static List<String> list(String text) {
    return Arrays.stream(text.split(",", -1))
        .map(String::strip)
        .filter(item -> !item.isEmpty())
        .toList();
  }

  /** By feature: {@code camera=(), geolocation=(self "https://a.example")}. */
  static Map<String, List<String>> permissions(String policy) {
    Map<String, List<String>> permissions = new LinkedHashMap<>();
    for (String item : list(policy)) {
      String[] parts = item.split("=", 2);
      String who = parts.length == 2 ? parts[1].strip().replaceAll("[()\"]", " ").strip() : "";
      permissions.put(
          parts[0].strip().toLowerCase(Locale.ROOT),
          who.isEmpty() ? List.of() : List.of(who.split("\\s+", -1)));
    }
    return permissions;
  }

  private static List<String> once(WebHeaders headers) {
    return headers.entries().stream()
        .map(header -> header.getKey().toLowerCase(Locale.ROOT))
        .distinct()
        .filter(name -> headers.count(name) == 1)
        .sorted()
        .toList();
  }
}
