package io.vigie.report.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads what is sent here, strictly. The content type must say JSON: a page of another site cannot
 * send that from somebody's browser without asking this server first, which does not allow it.
 */
final class JsonBody {

  private static final int LONGEST = 16_384;
  private static final Pattern STEERING = Pattern.compile("[\\p{Cc}&&[^\\n\\t]]");

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .withCoercionConfig(
              LogicalType.Textual,
              texts ->
                  texts
                      .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
          .build();

  private JsonBody() {}

  /** Reads an object; what is empty is an object without anything. */
  static <T> T read(HttpHeaders headers, String body, Class<T> type) {
    requireJson(headers.getMediaType());
    if (body.length() > LONGEST) {
      throw ProblemException.tooLarge(
          "body: must have at most " + LONGEST + " characters, had " + body.length());
    }
    try {
      T read = JSON.readValue(body.isBlank() ? "{}" : body, type);
      if (read == null) {
        throw ProblemException.badRequest("body: must be a JSON object, was null");
      }
      return read;
    } catch (JsonProcessingException e) {
      throw ProblemException.badRequest(reason(e));
    }
  }

  /** A short text of one line. */
  static Optional<String> line(String name, Optional<String> text, int longest) {
    return text(name, text, longest)
        .map(
            value -> {
              if (value.contains("\n")) {
                throw ProblemException.badRequest(name + ": must be one line, had several");
              }
              return value;
            });
  }

  /** A text; blank is as good as absent. */
  static Optional<String> text(String name, Optional<String> text, int longest) {
    Optional<String> stripped =
        text.map(value -> value.replace("\r\n", "\n").strip()).filter(value -> !value.isEmpty());
    stripped.ifPresent(value -> requireText(name, value, longest));
    return stripped;
  }

  private static void requireText(String name, String value, int longest) {
    if (value.length() > longest) {
      throw ProblemException.badRequest(
          name + ": must have at most " + longest + " characters, had " + value.length());
    }
    if (STEERING.matcher(value).find()) {
      throw ProblemException.badRequest(name + ": must have no control characters, had some");
    }
  }

  private static void requireJson(MediaType type) {
    if (type == null || !MediaType.APPLICATION_JSON_TYPE.isCompatible(type)) {
      throw ProblemException.unsupported(
          "content-type: must be application/json, was " + (type == null ? "absent" : type));
    }
  }

  private static String reason(JsonProcessingException failure) {
    if (failure instanceof UnrecognizedPropertyException unknown) {
      return "body: must have no \""
          + shortened(unknown.getPropertyName())
          + "\"; known are "
          + unknown.getKnownPropertyIds().stream().map(String::valueOf).sorted().toList();
    }
    if (failure instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
      String field =
          mapping.getPath().stream()
              .map(step -> String.valueOf(step.getFieldName()))
              .collect(Collectors.joining("."));
      boolean text =
          !(mapping instanceof MismatchedInputException wrong)
              || wrong.getTargetType() == null
              || !wrong.getTargetType().isRecord();
      return field + ": must be " + (text ? "a text" : "an object") + ", was something else";
    }
    return "body: must be a JSON object, was not readable as one";
  }

  private static String shortened(String name) {
    return name.length() <= 80 ? name : name.substring(0, 80) + "…";
  }
}
