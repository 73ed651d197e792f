package io.vigie.scheduler.checklist;

import io.vigie.probe.settings.Node.Mapping;
import io.vigie.probe.settings.Node.Scalar;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The top of a file with values in the place of references; its items follow one by one.
 *
 * @param values what stands for references below it
 */
record Top(Written written, Substitution values) {

  private static final String ITEMS = "items";
  private static final String VARS = "vars";

  /**
   * Reads the variables of a file; each may use those above it.
   *
   * @param given what is known besides, such as the parameters of a group
   */
  static Top of(
      Mapping document, Map<String, Scalar> given, Substitution outer, Findings findings) {
    new ClearSecrets(findings).judgeDocument(document);
    Map<String, Scalar> variables = new LinkedHashMap<>(given);
    Substitution values = outer.of(variables, findings::unresolved);
    Mapping.Entry vars = document.entries().get(VARS);
    if (vars != null && vars.value() instanceof Mapping written) {
      written
          .entries()
          .forEach(
              (name, entry) -> {
                String path = VARS + "." + name;
                if (values.apply(entry.value(), path, Substitution.Secrets.REFUSED)
                    instanceof Scalar value) {
                  variables.put(name, value);
                }
              });
    }
    return new Top(new Written(withValues(document, values), "", findings), values);
  }

  private static Mapping withValues(Mapping document, Substitution values) {
    Map<String, Mapping.Entry> entries = new LinkedHashMap<>(document.entries());
    entries.replaceAll(
        (key, entry) ->
            key.equals(ITEMS) || key.equals(VARS)
                ? entry
                : new Mapping.Entry(
                    entry.keyAt(), values.apply(entry.value(), key, Substitution.Secrets.REFUSED)));
    return new Mapping(entries, document.at());
  }
}
