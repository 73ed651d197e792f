package io.vigie.probe.dns;

import static dev.cel.common.types.SimpleType.BOOL;
import static dev.cel.common.types.SimpleType.INT;
import static dev.cel.common.types.SimpleType.STRING;

import dev.cel.common.types.ListType;
import io.vigie.probe.net.Glossary;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What texts say of who may send mail: SPF (RFC 7208), DKIM (RFC 6376), DMARC (RFC 7489). */
final class MailPolicy {

  private static final List<String> LOOKUPS =
      List.of("include:", "a", "mx", "ptr", "exists:", "redirect=");

  private MailPolicy() {}

  static void describe(Glossary words) {
    words
        .add("spf.count", INT, "How many texts are SPF; more than one is an error.")
        .add("spf.mechanisms", ListType.create(STRING), "The terms of the first, in order.")
        .add(
            "spf.all",
            STRING,
            "What it says of all others: fail, softfail, neutral, pass, or empty.")
        .add("spf.lookups", INT, "How many of its terms ask further; at most 10 are allowed.")
        .add("dkim.present", BOOL, "Whether a text is a key of DKIM.")
        .add("dkim.keyType", STRING, "The sort of the key: rsa or ed25519.")
        .add("dkim.keyBits", INT, "The size of the key; 0 for one that cannot be read.")
        .add("dkim.revoked", BOOL, "Whether the key is empty, which takes it back.")
        .add("dkim.testing", BOOL, "Whether it says that it is only being tried.")
        .add("dmarc.count", INT, "How many texts are DMARC; more than one is as good as none.")
        .add("dmarc.policy", STRING, "none, quarantine, reject, or empty.")
        .add("dmarc.subdomainPolicy", STRING, "The same for subdomains; policy where it says none.")
        .add("dmarc.percent", INT, "For how many of a hundred mails it holds.")
        .add("dmarc.reportTo", ListType.create(STRING), "Where summaries are sent (rua).");
  }

  static Map<String, Object> facts(List<String> texts) {
    Map<String, Object> facts = new HashMap<>();
    spf(facts, texts.stream().filter(MailPolicy::isSpf).toList());
    dkim(facts, texts);
    dmarc(facts, texts.stream().filter(MailPolicy::isDmarc).toList());
    return facts;
  }

  private static boolean isSpf(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return lower.equals("v=spf1") || lower.startsWith("v=spf1 ");
  }

  private static boolean isDmarc(String text) {
    return text.replace(" ", "").toUpperCase(Locale.ROOT).startsWith("V=DMARC1");
  }

  private static void spf(Map<String, Object> facts, List<String> found) {
    List<String> terms =
        found.stream()
            .findFirst()
            .map(text -> List.of(text.strip().toLowerCase(Locale.ROOT).split("\\s+", -1)))
            .map(words -> words.subList(1, words.size()))
            .orElse(List.of());
    facts.put("spf.count", (long) found.size());
    facts.put("spf.mechanisms", terms);
    facts.put(
        "spf.all",
        terms.stream().map(MailPolicy::all).filter(a -> !a.isEmpty()).findFirst().orElse(""));
    facts.put("spf.lookups", terms.stream().filter(MailPolicy::looksUp).count());
  }

  private static String all(String term) {
    return switch (term) {
      case "-all" -> "fail";
      case "~all" -> "softfail";
      case "?all" -> "neutral";
      case "+all", "all" -> "pass";
      default -> "";
    };
  }

  private static boolean looksUp(String term) {
    String bare = term.replaceFirst("^[+~?-]", "");
    return LOOKUPS.stream()
        .anyMatch(
            kind -> {
              boolean alone =
                  bare.equals(kind) || bare.startsWith(kind + ":") || bare.startsWith(kind + "/");
              return kind.matches(".*[:=]") ? bare.startsWith(kind) : alone;
            });
  }

  private static void dkim(Map<String, Object> facts, List<String> texts) {
    Map<String, String> tags =
        texts.stream()
            .map(MailPolicy::tags)
            .filter(each -> each.containsKey("p") && isDkim(each))
            .findFirst()
            .orElse(Map.of());
    String key = tags.getOrDefault("p", "").replaceAll("\\s", "");
    String type = tags.isEmpty() ? "" : tags.getOrDefault("k", "rsa");
    facts.put("dkim.present", !tags.isEmpty());
    facts.put("dkim.keyType", type);
    facts.put("dkim.keyBits", (long) bits(type, key));
    facts.put("dkim.revoked", !tags.isEmpty() && key.isEmpty());
    facts.put(
        "dkim.testing", Arrays.asList(tags.getOrDefault("t", "").split(":", -1)).contains("y"));
  }

  private static boolean isDkim(Map<String, String> tags) {
    return tags.getOrDefault("v", "DKIM1").equals("DKIM1");
  }

  private static int bits(String type, String key) {
    try {
      byte[] encoded = Base64.getDecoder().decode(key);
      if (type.equals("ed25519")) {
        return encoded.length * Byte.SIZE;
      }
      return encoded.length == 0
          ? 0
          : ((RSAPublicKey)
                  KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(encoded)))
              .getModulus()
              .bitLength();
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return 0;
    }
  }

  private static void dmarc(Map<String, Object> facts, List<String> found) {
    Map<String, String> tags = found.stream().findFirst().map(MailPolicy::tags).orElse(Map.of());
    String policy = tags.getOrDefault("p", "").toLowerCase(Locale.ROOT);
    String reports = tags.getOrDefault("rua", "");
    facts.put("dmarc.count", (long) found.size());
    facts.put("dmarc.policy", policy);
    facts.put("dmarc.subdomainPolicy", tags.getOrDefault("sp", policy).toLowerCase(Locale.ROOT));
    facts.put("dmarc.percent", found.isEmpty() ? 0L : percent(tags.getOrDefault("pct", "100")));
    facts.put(
        "dmarc.reportTo",
        reports.isEmpty()
            ? List.of()
            : Arrays.stream(reports.split(",", -1)).map(String::strip).toList());
  }

  private static long percent(String text) {
    return text.matches("\\d{1,3}") ? Math.min(100, Long.parseLong(text)) : 100;
  }

  /** {@code name=value; …}; of a name that comes twice the first counts. */
  private static Map<String, String> tags(String text) {
    Map<String, String> tags = new LinkedHashMap<>();
    for (String part : text.split(";", -1)) {
      String[] tag = part.split("=", 2);
      if (tag.length == 2) {
        tags.putIfAbsent(tag[0].strip().toLowerCase(Locale.ROOT), tag[1].strip());
      }
    }
    return tags;
  }
}
