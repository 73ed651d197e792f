package io.vigie.contract.result;

import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes out what has the shape of somebody's secret, whoever's it is: user and password in a URL,
 * signed tokens, private keys, tokens of well-known makers, what is said after {@code password=},
 * and card numbers. Each expression here takes time in proportion to the text. Whoever keeps text
 * that comes from outside as evidence has it looked through here: runners what targets answer,
 * report-api what jobs say.
 */
public final class TokenShapes {

  /** What stands where a secret was. */
  public static final String MASK = "***";

  private static final Pattern USER_INFO =
      Pattern.compile("([A-Za-z][A-Za-z0-9+.-]{0,30}://)[^/?#\\s@\"'<>]{1,512}@");
  private static final Pattern SIGNED =
      Pattern.compile("eyJ[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]*");
  private static final Pattern PRIVATE_KEY =
      Pattern.compile(
          "-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[^-]*(?:-----END [A-Z ]{0,30}PRIVATE KEY-----)?");
  private static final Pattern WELL_KNOWN =
      Pattern.compile(
          "\\b(?:gh[pousr]_[A-Za-z0-9]{20,255}|github_pat_\\w{20,255}|glpat-[\\w-]{16,255}"
              + "|xox[a-z]-[A-Za-z0-9-]{10,255}|xapp-[A-Za-z0-9-]{10,255}"
              + "|[sr]k_(?:live|test)_\\w{10,255}|A[KS]IA[0-9A-Z]{16}|AIza[\\w-]{30,60}"
              + "|SG\\.[\\w-]{16,64}\\.[\\w-]{16,64}|npm_\\w{30,64})");
  private static final Pattern AUTHORIZATION =
      Pattern.compile(
          "(?i)(authorization[\"']?\\s{0,3}[:=]\\s{0,3}[\"']?(?:basic|bearer|digest|token)\\s{1,3})"
              + "[^\\s\"',;]{4,4096}");
  private static final Pattern BEARER =
      Pattern.compile("(?i)(\\bbearer\\s{1,3})[A-Za-z0-9+/._~-]{20,4096}=*");

  /** After such a word a value is masked where it does not look like a word of a language. */
  private static final Pattern NAMED =
      Pattern.compile(
          "(?i)((?:password|passwd|pwd|secret|token|api[_-]?key|access[_-]?key|credentials?)"
              + "[\"']?\\s{0,3}[:=]\\s{0,3}[\"']?)([^\\s\"'&,;<>(){}]{8,512})");

  private static final List<String> NAMES =
      List.of("passw", "pwd", "secret", "token", "key", "credential");

  private static final Pattern CARD =
      Pattern.compile("(?<![\\w.+-])[3-6]\\d(?:[ -]?\\d){11,17}(?![\\w.-]?\\d|\\w)");
  static final int SHORTEST_CARD = 13;
  private static final int LONGEST_CARD = 19;

  private TokenShapes() {}

  /** The text without what looks like a secret. */
  public static String masked(String text) {
    return masked(text, Hints.of(text));
  }

  /** Looks only for what may be there. */
  static String masked(String text, Hints hints) {
    if (hints.none()) {
      return text;
    }
    String masked = hints.has(Hints.CARD) ? CARD.matcher(text).replaceAll(TokenShapes::card) : text;
    if (hints.has(Hints.WELL_KNOWN)) {
      masked = WELL_KNOWN.matcher(masked).replaceAll(MASK);
    }
    if (hints.has(Hints.ADDRESS)) {
      masked = USER_INFO.matcher(masked).replaceAll("$1" + MASK + "@");
    }
    if (hints.has(Hints.PRIVATE_KEY)) {
      masked = PRIVATE_KEY.matcher(masked).replaceAll(MASK);
    }
    if (hints.has(Hints.SIGNED)) {
      masked = SIGNED.matcher(masked).replaceAll(MASK);
    }
    return hints.has(Hints.NAMED) ? withoutNamed(masked) : masked;
  }

  private static String withoutNamed(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    String masked = text;
    if (lower.contains("authorization") || lower.contains("bearer")) {
      masked = AUTHORIZATION.matcher(masked).replaceAll("$1" + MASK);
      masked = BEARER.matcher(masked).replaceAll("$1" + MASK);
    }
    return NAMES.stream().anyMatch(lower::contains)
        ? NAMED.matcher(masked).replaceAll(TokenShapes::named)
        : masked;
  }

  private static String named(MatchResult found) {
    String value = found.group(2);
    boolean letters = value.chars().anyMatch(Character::isLetter);
    boolean digits = value.chars().anyMatch(Character::isDigit);
    String shown = letters && digits ? found.group(1) + MASK : found.group();
    return Matcher.quoteReplacement(shown);
  }

  private static String card(MatchResult found) {
    String digits = found.group().replace(" ", "").replace("-", "");
    boolean card =
        digits.length() >= SHORTEST_CARD && digits.length() <= LONGEST_CARD && checks(digits);
    return card ? MASK : Matcher.quoteReplacement(found.group());
  }

  /** The check digit of Luhn. */
  private static boolean checks(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      int counted = i % 2 == 0 ? digit : digit * 2;
      sum += counted > 9 ? counted - 9 : counted;
    }
    return sum % 10 == 0;
  }
}
