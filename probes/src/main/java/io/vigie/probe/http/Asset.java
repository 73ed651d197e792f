package io.vigie.probe.http;

import com.google.common.collect.ImmutableList;
import io.vigie.probe.web.Url;
import io.vigie.probe.web.WebResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Something that a page needs to be shown as it is meant. */
record Asset(Url url, Sort sort) {

  /** What it is for. */
  enum Sort {
    SCRIPT("script[src]", "src", "javascript", "ecmascript"),
    MODULE("link[rel~=(?i)\\bmodulepreload\\b][href]", "href", "javascript", "ecmascript"),
    STYLE("link[rel~=(?i)\\bstylesheet\\b][href]", "href", "text/css"),
    IMAGE("img[src]", "src", "image/"),
    ICON("link[rel~=(?i)\\bicon\\b][href]", "href", "image/");

    private final String selector;
    private final String attribute;
    private final ImmutableList<String> types;

    Sort(String selector, String attribute, String... types) {
      this.selector = selector;
      this.attribute = attribute;
      this.types = ImmutableList.copyOf(types);
    }

    boolean isText() {
      return this == SCRIPT || this == MODULE || this == STYLE;
    }

    private boolean fits(String contentType) {
      return types.stream().anyMatch(contentType::contains);
    }
  }

  /** Those that a page refers to, each once, in the order of its sorts. */
  static List<Asset> of(String page, Url from) {
    Document document = Jsoup.parse(page);
    Url base = base(document, from);
    Map<String, Asset> assets = new LinkedHashMap<>();
    for (Sort sort : Sort.values()) {
      for (Element element : document.select(sort.selector)) {
        resolved(base, element.attr(sort.attribute))
            .ifPresent(url -> assets.putIfAbsent(url.text(), new Asset(url, sort)));
      }
    }
    return new ArrayList<>(assets.values());
  }

  private static Url base(Document document, Url from) {
    Element base = document.selectFirst("base[href]");
    return base == null ? from : resolved(from, base.attr("href")).orElse(from);
  }

  /** Nothing for what needs no request, such as {@code data:}. */
  private static Optional<Url> resolved(Url base, String reference) {
    try {
      return Optional.of(base.resolve(reference.strip().replace(" ", "%20")));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Why an answer is not the asset; nothing where it is. */
  Optional<String> trouble(WebResponse answer) {
    if (answer.status() != 200) {
      return Optional.of(name() + ": answers " + answer.status());
    }
    String type = answer.contentType();
    return sort.fits(type)
        ? Optional.empty()
        : Optional.of(name() + ": is " + (type.isEmpty() ? "of no media type" : type));
  }

  /** Its path, without a query: there may be anything in that. */
  String name() {
    String path = url.path().replaceFirst("\\?.*", "");
    String shown = path.length() <= 100 ? path : "…" + path.substring(path.length() - 99);
    return shown + " (" + sort.name().toLowerCase(Locale.ROOT) + ")";
  }
}
