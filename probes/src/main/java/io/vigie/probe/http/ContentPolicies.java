package io.vigie.probe.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Content-Security-Policy as browsers take it: of several policies each is in force, so that
 * something is allowed only where all of them allow it.
 *
 * @param policies the directives of each, by name, each with its sources; of a directive that is
 *     repeated, the first counts
 */
record ContentPolicies(List<Map<String, List<String>>> policies) {

  private static final Set<String> ANYWHERE = Set.of("*", "http:", "https:", "ws:", "wss:");

  ContentPolicies {
    policies = List.copyOf(policies);
  }

  /** Reads the values of all headers; a comma parts policies too. */
  static ContentPolicies of(List<String> headers) {
    List<Map<String, List<String>>> policies = new ArrayList<>();
    headers.stream()
        .flatMap(header -> Stream.of(header.split(",", -1)))
        .map(ContentPolicies::directives)
        .filter(policy -> !policy.isEmpty())
        .forEach(policies::add);
    return new ContentPolicies(policies);
  }

  private static Map<String, List<String>> directives(String policy) {
    Map<String, List<String>> directives = new LinkedHashMap<>();
    for (String directive : policy.split(";", -1)) {
      String[] words = directive.strip().split("\\s+", -1);
      if (!words[0].isEmpty()) {
        directives.putIfAbsent(
            words[0].toLowerCase(Locale.ROOT), List.of(words).subList(1, words.length));
      }
    }
    return directives;
  }

  /** The directives of the first policy. */
  Map<String, List<String>> first() {
    return policies.isEmpty() ? Map.of() : policies.getFirst();
  }

  /** Whether a script written into a page runs, by {@code 'unsafe-inline'} or by no policy. */
  boolean allowsInlineScript() {
    return policies.stream().allMatch(policy -> allowsInline(sources(policy, "script-src")));
  }

  /** The same for styles. */
  boolean allowsInlineStyle() {
    return policies.stream().allMatch(policy -> allowsInline(sources(policy, "style-src")));
  }

  /** Whether text may become script. */
  boolean allowsEval() {
    return policies.stream()
        .allMatch(policy -> sources(policy, "script-src").map(has("'unsafe-eval'")).orElse(true));
  }

  /** Whether scripts may come from any host, or from {@code data:}. */
  boolean allowsAnyScript() {
    return policies.stream()
        .allMatch(policy -> sources(policy, "script-src").map(ContentPolicies::isAny).orElse(true));
  }

  /** Whether any page may show this one in a frame. */
  boolean allowsAnyFraming() {
    return policies.stream()
        .allMatch(policy -> own(policy, "frame-ancestors").map(this::isAnywhere).orElse(true));
  }

  private boolean isAnywhere(List<String> sources) {
    return sources.stream().anyMatch(ANYWHERE::contains);
  }

  /** A nonce or a hash makes browsers forget {@code 'unsafe-inline'}. */
  private static boolean allowsInline(Optional<List<String>> sources) {
    return sources
        .map(
            list ->
                has("'unsafe-inline'").apply(list)
                    && list.stream().noneMatch(ContentPolicies::isExact))
        .orElse(true);
  }

  private static boolean isExact(String source) {
    return source.startsWith("'nonce-")
        || source.startsWith("'sha")
        || source.equalsIgnoreCase("'strict-dynamic'");
  }

  private static boolean isAny(List<String> sources) {
    return sources.stream().noneMatch(source -> source.equalsIgnoreCase("'strict-dynamic'"))
        && sources.stream().anyMatch(source -> ANYWHERE.contains(source) || source.equals("data:"));
  }

  private static Function<List<String>, Boolean> has(String source) {
    return sources -> sources.stream().anyMatch(source::equalsIgnoreCase);
  }

  /** The sources of a directive, and where it is not there, of {@code default-src}. */
  private static Optional<List<String>> sources(
      Map<String, List<String>> policy, String directive) {
    return own(policy, directive).or(() -> own(policy, "default-src"));
  }

  private static Optional<List<String>> own(Map<String, List<String>> policy, String directive) {
    return Optional.ofNullable(policy.get(directive));
  }
}
