package io.vigie.probe.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.vigie.probe.ProbeContext;
import io.vigie.probe.net.Trouble.Ours;
import io.vigie.probe.scenario.Transport.Content;
import io.vigie.probe.web.MadeFile;
import io.vigie.probe.web.Multipart;
import io.vigie.probe.web.RequestRules;
import io.vigie.probe.web.WebBody;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Puts secrets and what was learned into what is sent. */
final class Writer {

  private static final Pattern WITH_HOST = Pattern.compile("(?i)https?://[^/?#]+[/?#].*");

  private final URI base;
  private final ProbeContext context;
  private final Variables variables;

  Writer(URI base, ProbeContext context, Variables variables) {
    this.base = base;
    this.context = context;
    this.variables = variables;
  }

  /** A name that was never learned. */
  static final class Unknown extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unknown(String name) {
      super("{{" + name + "}} was never captured", null, false, false);
    }
  }

  String text(String written) {
    return Template.of(written).fill(context::reveal, this::value);
  }

  private String value(String name) {
    return variables.text(name).orElseThrow(() -> new Unknown(name));
  }

  /** A URL; what a target has said can change its path, but not where it leads. */
  URI url(String written) {
    Template template = Template.of(written);
    UnaryOperator<String> encoded =
        template.beginsWithName() && template.parts().size() == 1
            ? this::value
            : name -> percent(value(name));
    String filled = template.fill(context::reveal, encoded);
    URI to = resolved(filled, written);
    boolean free =
        template.names().isEmpty()
            || (template.parts().getFirst() instanceof Template.Part.Text(String first)
                && WITH_HOST.matcher(first).matches());
    if (!free) {
      requireOurs(to);
    }
    return to;
  }

  private URI resolved(String filled, String written) {
    try {
      return Place.resolve(base, filled);
    } catch (IllegalArgumentException e) {
      if (written.contains("${secret:")) {
        throw new Ours("secret-malformed", "url: with its secrets it " + e.getMessage());
      }
      throw new Setback("unusable-value", "the URL " + e.getMessage());
    }
  }

  /** Where a page leads to must be where the scenario is. */
  void requireOurs(URI to) {
    if (!Place.origin(to).equals(Place.origin(base))) {
      throw new Setback(
          "foreign-origin",
          "must stay at " + Place.origin(base) + ", would be sent to " + Place.origin(to));
    }
  }

  /** What a step says of headers. */
  Map<String, String> headers(ScenarioStep step, String csrfHeader) {
    Map<String, String> headers = new LinkedHashMap<>();
    step.csrf().ifPresent(token -> headers.put(csrfHeader, line(token)));
    step.bearer().ifPresent(token -> headers.put("authorization", "Bearer " + line(token)));
    step.headers().forEach((name, value) -> headers.put(name, line(value)));
    return headers;
  }

  private String line(String written) {
    String value = text(written).strip();
    if (!RequestRules.isHeaderValue(value)) {
      throw new Setback("unusable-value", "a header must be one line of Latin-1, its value is not");
    }
    return value;
  }

  Map<String, String> fields(Map<String, String> written) {
    Map<String, String> fields = new LinkedHashMap<>();
    written.forEach((name, value) -> fields.put(name, text(value)));
    return fields;
  }

  /** The body of a request, if it has one. */
  Optional<Content> content(Body body) {
    if (!body.form().isEmpty()) {
      return Optional.of(form(fields(body.form())));
    } else if (body.json().isPresent()) {
      return Optional.of(json(filled(body.json().get())));
    } else if (!body.multipart().isEmpty()) {
      return Optional.of(multipart(body.multipart()));
    }
    return body.text()
        .map(
            written ->
                new Content(
                    WebBody.of(text(written)),
                    body.contentType().orElse("text/plain; charset=utf-8")));
  }

  static Content form(Map<String, String> fields) {
    return new Content(WebBody.of(encoded(fields)), "application/x-www-form-urlencoded");
  }

  /** As a form is written into a URL. */
  static String encoded(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> form(field.getKey()) + "=" + form(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  static Content json(JsonNode json) {
    return new Content(WebBody.of(json.toString()), "application/json");
  }

  private JsonNode filled(JsonNode json) {
    return switch (json.getNodeType()) {
      case STRING -> TextNode.valueOf(text(json.asText()));
      case OBJECT -> {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        json.properties().forEach(entry -> object.set(entry.getKey(), filled(entry.getValue())));
        yield object;
      }
      case ARRAY -> {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        json.forEach(element -> array.add(filled(element)));
        yield array;
      }
      case BINARY, BOOLEAN, MISSING, NULL, NUMBER, POJO -> json;
    };
  }

  private Content multipart(Map<String, ScenarioPart> parts) {
    Multipart as = new Multipart("vigie-" + value(Variables.RUN));
    List<Multipart.Part> written = new ArrayList<>();
    parts.forEach((name, part) -> written.add(part(name, part)));
    return new Content(as.body(written), as.contentType());
  }

  private Multipart.Part part(String name, ScenarioPart part) {
    byte[] text = part.text().map(this::text).orElse("").getBytes(StandardCharsets.UTF_8);
    int left = Math.max(0, part.bytes() - text.length);
    return new Multipart.Part(
        name,
        part.file(),
        part.file().map(_ -> part.type().orElse("application/octet-stream")),
        List.of(WebBody.piece(text), new MadeFile("", left, part.content(), 1)));
  }

  private static String form(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String percent(String text) {
    return form(text).replace("+", "%20");
  }
}
