package io.vigie.runner.run;

import io.vigie.probe.settings.OneOrMore;
import io.vigie.probe.settings.ShortForm;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Optional;

/** What a check looks at: the setting that an author may write alone is the one that tells. */
final class Instances {

  private Instances() {}

  static Optional<String> of(Record settings) {
    return Arrays.stream(settings.getClass().getRecordComponents())
        .filter(component -> component.isAnnotationPresent(ShortForm.class))
        .findFirst()
        .flatMap(component -> text(component, settings));
  }

  private static Optional<String> text(RecordComponent component, Record settings) {
    try {
      return switch (component.getAccessor().invoke(settings)) {
        case String text -> Optional.of(text);
        case OneOrMore<?>(var values) ->
            Optional.of(String.join(",", values.stream().map(String::valueOf).toList()));
        case null, default -> Optional.empty();
      };
    } catch (ReflectiveOperationException e) {
      // The settings of a kind that is not open to us: its host must do.
      return Optional.empty();
    }
  }
}
