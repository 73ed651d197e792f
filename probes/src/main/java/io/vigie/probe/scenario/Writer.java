package io.vigie.probe.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.vigie.probe.ProbeContext;
import io.vigie.probe.net.Trouble.Ours;
import io.vigie.probe.scenario.Transport.Content;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
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
    if (!value.chars().allMatch(c -> (c >= ' ' && c <= 0xff && c != 0x7f) || c == '\t')) {
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
                    Octets.of(text(written).getBytes(StandardCharsets.UTF_8)),
                    body.contentType().orElse("text/plain; charset=utf-8")));
  }

  static Content form(Map<String, String> fields) {
    String encoded =
        fields.entrySet().stream()
            .map(field -> form(field.getKey()) + "=" + form(field.getValue()))
            .collect(Collectors.joining("&"));
    return new Content(
        Octets.of(encoded.getBytes(StandardCharsets.US_ASCII)),
        "application/x-www-form-urlencoded");
  }

  static Content json(JsonNode json) {
    return new Content(
        Octets.of(json.toString().getBytes(StandardCharsets.UTF_8)), "application/json");
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

  /** In one piece of exactly its size: it may be large. */
  private Content multipart(Map<String, ScenarioPart> parts) {
    String boundary = "vigie-" + value(Variables.RUN);
    List<byte[]> heads = new ArrayList<>();
    List<Integer> padding = new ArrayList<>();
    parts.forEach(
        (name, part) -> {
          byte[] text = part.text().map(this::text).orElse("").getBytes(StandardCharsets.UTF_8);
          String before = (heads.isEmpty() ? "" : "\r\n") + "--" + boundary + "\r\n";
          heads.add(joined(latin(before + head(name, part) + "\r\n\r\n"), text));
          padding.add(Math.max(0, part.bytes() - text.length));
        });
    byte[] end = latin("\r\n--" + boundary + "--\r\n");
    int size = end.length;
    for (int i = 0; i < heads.size(); i++) {
      size += heads.get(i).length + padding.get(i);
    }
    ByteBuffer body = ByteBuffer.allocate(size);
    for (int i = 0; i < heads.size(); i++) {
      body.put(heads.get(i)).position(body.position() + padding.get(i));
    }
    return new Content(
        Octets.of(body.put(end).array()), "multipart/form-data; boundary=" + boundary);
  }

  private static byte[] joined(byte[] first, byte[] second) {
    return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
  }

  private static String head(String name, ScenarioPart part) {
    String file = part.file().map(called -> "; filename=\"" + called + '"').orElse("");
    String type =
        part.file()
            .map(_ -> part.type().orElse("application/octet-stream"))
            .map(is -> "\r\nContent-Type: " + is)
            .orElse("");
    return "Content-Disposition: form-data; name=\"" + name + '"' + file + type;
  }

  private static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String form(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String percent(String text) {
    return form(text).replace("+", "%20");
  }
}
