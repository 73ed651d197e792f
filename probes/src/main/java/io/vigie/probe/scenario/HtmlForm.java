package io.vigie.probe.scenario;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * A form of a page as a browser would send it untouched: its hidden fields, what is ticked and
 * chosen, without its buttons.
 *
 * @param action where it goes, as it is written; empty for the page itself
 */
record HtmlForm(String action, String method, Map<String, String> fields) {

  static final int MOST_FIELDS = 500;

  HtmlForm {
    fields = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }

  /**
   * The form that {@code selector} selects; where it is empty, the one that asks for a password.
   */
  static Optional<HtmlForm> in(String html, String selector) {
    return element(html, selector.isEmpty() ? "form:has(input[type=password])" : selector)
        .map(found -> found.normalName().equals("form") ? found : found.closest("form"))
        .map(HtmlForm::of);
  }

  /** The first element that a selector selects. */
  static Optional<Element> element(String html, String selector) {
    Document page = Jsoup.parse(html);
    return Optional.ofNullable(page.selectFirst(selector));
  }

  private static HtmlForm of(Element form) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (Element field : form.select("input[name], select[name], textarea[name]")) {
      if (!field.hasAttr("disabled") && fields.size() < MOST_FIELDS) {
        value(field).ifPresent(value -> fields.put(field.attr("name"), value));
      }
    }
    String method = form.attr("method").toUpperCase(Locale.ROOT);
    return new HtmlForm(
        form.attr("action").strip(), method.equals("POST") ? method : "GET", fields);
  }

  private static Optional<String> value(Element field) {
    return switch (field.normalName()) {
      case "select" -> chosen(field);
      case "textarea" -> Optional.of(field.wholeText());
      default ->
          switch (field.attr("type").toLowerCase(Locale.ROOT)) {
            case "checkbox", "radio" ->
                field.hasAttr("checked")
                    ? Optional.of(field.hasAttr("value") ? field.attr("value") : "on")
                    : Optional.empty();
            case "submit", "button", "image", "reset", "file" -> Optional.empty();
            default -> Optional.of(field.attr("value"));
          };
    };
  }

  private static Optional<String> chosen(Element select) {
    return Optional.ofNullable(select.selectFirst("option[selected]"))
        .or(() -> Optional.ofNullable(select.selectFirst("option")))
        .map(option -> option.hasAttr("value") ? option.attr("value") : option.text());
  }

  @Override
  public String toString() {
    return method + " " + action + " " + fields.keySet();
  }
}
