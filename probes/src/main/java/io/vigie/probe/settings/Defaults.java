package io.vigie.probe.settings;

import io.vigie.probe.settings.Node.Mapping;
import io.vigie.probe.settings.Node.Position;
import io.vigie.probe.settings.Node.Scalar;
import io.vigie.probe.settings.Node.Sequence;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Defaults as {@link Setting#byDefault} gives them: one scalar; for a list the items with commas
 * between them; for a record or a map {@code {}}.
 */
final class Defaults {

  private Defaults() {}

  static Node node(Shape shape, String text) {
    return switch (shape) {
      case Shape.Whole _ -> scalar(Long.valueOf(text));
      case Shape.Decimal _ -> scalar(Double.valueOf(text));
      case Shape.Truth _ -> scalar(Boolean.valueOf(text));
      case Shape.ListOf(Shape item) -> list(item, text);
      case Shape.OneOrMoreOf(Shape item) -> node(item, text);
      case Shape.MapOf _ -> new Mapping(Map.of(), Position.NOWHERE);
      case Shape.Nested(var type) ->
          text.equals("{}")
              ? new Mapping(Map.of(), Position.NOWHERE)
              : node(RecordModel.of(type).shortForm().orElseThrow().shape(), text);
      case Shape.Text _,
          Shape.Span _,
          Shape.Amount _,
          Shape.Address _,
          Shape.Word _,
          Shape.AnyNode _,
          Shape.AnyScalar _,
          Shape.Json _ ->
          scalar(text);
    };
  }

  private static Node list(Shape item, String text) {
    List<Node> items =
        Arrays.stream(text.split(",", -1)).map(part -> node(item, part.strip())).toList();
    return new Sequence(items, Position.NOWHERE);
  }

  private static Scalar scalar(Object value) {
    return new Scalar(value, Position.NOWHERE);
  }
}
