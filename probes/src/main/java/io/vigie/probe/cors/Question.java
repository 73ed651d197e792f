package io.vigie.probe.cors;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One request: from where, and, for a preflight, what for.
 *
 * @param method the method that a preflight asks for; the request itself where there is none
 * @param headers the headers that a preflight asks for
 */
record Question(String origin, Sort sort, Optional<String> method, List<String> headers) {

  /** Belongs to nobody, by RFC 2606. */
  static final String EVIL = "https://evil.example";

  /** Nobody declares it. */
  static final String UNDECLARED_HEADER = "x-vigie-undeclared";

  private static final List<String> LOCAL =
      List.of("http://localhost:3000", "http://localhost:5173", "http://localhost:8080");
  private static final List<String> METHODS = List.of("DELETE", "PUT", "PATCH", "PROPFIND");
  private static final Set<String> NEED_NO_PREFLIGHT = Set.of("GET", "HEAD", "POST", "OPTIONS");

  boolean isPreflight() {
    return method.isPresent();
  }

  /** All that is asked, in its order; each origin once with a preflight, and once without. */
  static List<Question> all(CorsSettings settings) {
    String method = usual(settings);
    List<String> headers = settings.headers().orElse(List.of());
    List<Question> all = new ArrayList<>();
    origins(settings)
        .forEach(
            (origin, sort) -> {
              all.add(new Question(origin, sort, Optional.of(method), headers));
              all.add(new Question(origin, sort, Optional.empty(), List.of()));
            });
    settings.origins().stream()
        .findFirst()
        .ifPresent(origin -> all.addAll(wider(settings, origin)));
    return List.copyOf(all);
  }

  /** What is declared cannot be widened by asking for more. */
  private static List<Question> wider(CorsSettings settings, String declared) {
    String origin = settings.allowsAny() ? EVIL : declared;
    List<Question> wider = new ArrayList<>();
    List<String> headers = new ArrayList<>(settings.headers().orElse(List.of()));
    settings
        .methods()
        .flatMap(known -> METHODS.stream().filter(method -> !known.contains(method)).findFirst())
        .ifPresent(
            method ->
                wider.add(
                    new Question(origin, Sort.ALLOWED, Optional.of(method), List.copyOf(headers))));
    if (settings.headers().isPresent()) {
      headers.add(UNDECLARED_HEADER);
      wider.add(
          new Question(origin, Sort.ALLOWED, Optional.of(usual(settings)), List.copyOf(headers)));
    }
    return wider;
  }

  private static String usual(CorsSettings settings) {
    List<String> methods = settings.methods().orElse(List.of());
    return methods.stream()
        .filter(method -> !NEED_NO_PREFLIGHT.contains(method))
        .findFirst()
        .or(() -> methods.stream().filter(method -> !method.equals("OPTIONS")).findFirst())
        .orElse("GET");
  }

  /** The origins that are tried. */
  static Map<String, Sort> origins(CorsSettings settings) {
    Map<String, Sort> origins = new LinkedHashMap<>();
    if (settings.allowsAny()) {
      origins.put(EVIL, Sort.ALLOWED);
      return origins;
    }
    settings.origins().forEach(origin -> origins.put(origin, Sort.ALLOWED));
    settings.foreign().forEach(origin -> origins.putIfAbsent(origin, Sort.FOREIGN));
    origins.putIfAbsent(EVIL, Sort.FOREIGN);
    origins.putIfAbsent("null", Sort.NULL);
    LOCAL.forEach(origin -> origins.putIfAbsent(origin, Sort.LOCAL));
    for (String origin : settings.origins()) {
      variants(origin).forEach(origins::putIfAbsent);
    }
    return origins;
  }

  /** What a comparison by beginning, by end or by an expression takes for the origin. */
  private static Map<String, Sort> variants(String origin) {
    Map<String, Sort> variants = new LinkedHashMap<>();
    if (origin.equals("null")) {
      return variants;
    } else if (origin.startsWith("https://")) {
      variants.put("http://" + origin.substring("https://".length()), Sort.INSECURE);
    }
    URI uri = URI.create(origin);
    String host = uri.getHost();
    if (host != null && host.contains(".") && !host.matches("[0-9.]+|\\[.*")) {
      String scheme = uri.getScheme() + "://";
      String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
      variants.put(scheme + host + ".evil.example" + port, Sort.LOOKALIKE);
      variants.put(scheme + "evil" + host + port, Sort.LOOKALIKE);
      variants.put(scheme + host.replaceFirst("\\.", "x") + port, Sort.LOOKALIKE);
    }
    return variants;
  }
}
