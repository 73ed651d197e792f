package io.vigie.probe.cors;

import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Everything that is wrong with what was granted, the worst first. Pure.
 *
 * @param found for each defect, where it was found
 */
record Judgement(Map<Defect, Set<String>> found) {

  /** Of no consequence in a grant: browsers send them without asking, or never. */
  private static final Set<String> FREE_METHODS = Set.of("HEAD", "OPTIONS");

  private static final Set<String> FREE_HEADERS =
      Set.of("accept", "accept-language", "content-language");

  static Judgement of(CorsSettings settings, List<Grant> grants) {
    Judgement judgement = new Judgement(new EnumMap<>(Defect.class));
    grants.forEach(grant -> judgement.judge(settings, grant));
    return judgement;
  }

  private void judge(CorsSettings settings, Grant grant) {
    if (grant.isUnavailable()) {
      add(Defect.UNAVAILABLE, grant.asked() + " was answered by " + grant.status());
    } else if (grant.isInvalid()) {
      add(Defect.ALLOW_ORIGIN_INVALID, "was " + String.join(" and ", grant.allowOrigins()));
    } else if (grant.isAllowed()) {
      allowed(settings, grant);
    } else if (grant.question().sort() == Sort.ALLOWED && !isWider(settings, grant.question())) {
      refused(grant);
    }
  }

  private void allowed(CorsSettings settings, Grant grant) {
    if (grant.isWildcard() && grant.credentials()) {
      add(Defect.WILDCARD_WITH_CREDENTIALS, "");
    }
    if (grant.isWildcard() && !settings.allowsAny()) {
      add(Defect.ANY_ORIGIN_ALLOWED, "");
    } else if (grant.question().sort() != Sort.ALLOWED) {
      String how = grant.credentials() ? " with credentials" : "";
      add(grant.question().sort().defect(), grant.question().origin() + how);
    } else if (!settings.credentials() && grant.credentials() && !grant.isWildcard()) {
      add(Defect.CREDENTIALS_TOO_WIDE, "are to " + grant.question().origin());
    }
    if (grant.question().isPreflight()) {
      granted(settings, grant);
    }
  }

  private void granted(CorsSettings settings, Grant grant) {
    wider(grant.methods(), settings.methods(), FREE_METHODS)
        .ifPresent(more -> add(Defect.METHODS_TOO_WIDE, "were " + more));
    wider(grant.headers(), settings.headers(), FREE_HEADERS)
        .ifPresent(more -> add(Defect.HEADERS_TOO_WIDE, "were " + more));
    boolean wider = isWider(settings, grant.question());
    if (grant.isPreflightFailed() && grant.question().sort() == Sort.ALLOWED && !wider) {
      preflightFailed(grant);
    }
  }

  private static Optional<String> wider(
      List<String> granted, Optional<List<String>> declared, Set<String> free) {
    Set<String> more = new TreeSet<>(granted);
    more.removeAll(free);
    declared.ifPresentOrElse(more::removeAll, more::clear);
    return more.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", more));
  }

  /** A request for more than is declared may be refused as a whole. */
  private static boolean isWider(CorsSettings settings, Question question) {
    boolean headers = question.headers().contains(Question.UNDECLARED_HEADER);
    return headers
        || question.method().stream()
            .anyMatch(m -> settings.methods().filter(known -> !known.contains(m)).isPresent());
  }

  private void refused(Grant grant) {
    if (grant.isPreflightFailed()) {
      preflightFailed(grant);
    } else {
      String instead =
          grant.allowOrigins().isEmpty() ? "nothing" : String.join(", ", grant.allowOrigins());
      add(
          Defect.ALLOWED_ORIGIN_REFUSED,
          grant.asked() + ", " + instead + " is (status " + grant.status() + ")");
    }
  }

  private void preflightFailed(Grant grant) {
    add(
        Defect.PREFLIGHT_FAILS,
        "from " + grant.question().origin() + " was answered by " + grant.status());
  }

  private void add(Defect defect, String where) {
    found.computeIfAbsent(defect, _ -> new LinkedHashSet<>()).add(where);
  }

  Optional<Defect> worst() {
    return found.keySet().stream().findFirst();
  }

  /** One sentence for each defect, with all places. */
  Map<String, String> sentences() {
    return found.entrySet().stream()
        .collect(
            Collectors.toMap(
                entry -> entry.getKey().code(),
                entry -> sentence(entry.getKey(), entry.getValue()),
                (one, _) -> one,
                java.util.LinkedHashMap::new));
  }

  private static String sentence(Defect defect, Collection<String> places) {
    String where = String.join("; ", places);
    return Stream.of(defect.required(), where)
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining(": "));
  }
}
