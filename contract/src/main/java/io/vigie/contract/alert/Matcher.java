package io.vigie.contract.alert;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.Meaning.Owner;
import io.vigie.contract.check.Severity;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which items are meant: those that have all that is named. A name may have {@code *} for any
 * characters. One that names nothing means every item.
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Matcher(
    Optional<String> system,
    Optional<String> environment,
    Optional<String> item,
    Optional<String> team,
    Optional<String> category,
    Optional<String> tag,
    Optional<Severity> severity) {

  /** Every item. */
  public static final Matcher ALL =
      new Matcher(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /** True when {@code check} has all that is named. */
  public boolean matches(Check check) {
    return is(system, check.item().system())
        && is(environment, check.item().environment())
        && is(item, check.item().item())
        && is(team, check.meaning().owner().map(Owner::team).orElse(""))
        && is(category, check.meaning().category())
        && tag.map(name -> check.meaning().tags().stream().anyMatch(has -> like(name, has)))
            .orElse(true)
        && severity.map(one -> one == check.meaning().severity()).orElse(true);
  }

  /** True when it means every item. */
  public boolean isAll() {
    return equals(ALL);
  }

  /** For a person, such as {@code system billing, severity P1}. */
  public String words() {
    Map<String, Optional<String>> named = new LinkedHashMap<>();
    named.put("system", system);
    named.put("environment", environment);
    named.put("item", item);
    named.put("team", team);
    named.put("category", category);
    named.put("tag", tag);
    named.put("severity", severity.map(Severity::word));
    String words =
        named.entrySet().stream()
            .filter(one -> one.getValue().isPresent())
            .map(one -> one.getKey() + " " + one.getValue().get())
            .collect(Collectors.joining(", "));
    return words.isEmpty() ? "every item" : words;
  }

  private static boolean is(Optional<String> named, String found) {
    return named.map(name -> like(name, found)).orElse(true);
  }

  /**
   * The ends of {@code pattern} that lie outside its first and last star, then the parts in order.
   */
  private static boolean like(String pattern, String text) {
    String[] parts = pattern.split("\\*", -1);
    if (parts.length == 1) {
      return pattern.equals(text);
    }
    String last = parts[parts.length - 1];
    if (!text.startsWith(parts[0]) || text.length() < parts[0].length() + last.length()) {
      return false;
    }
    int end = text.length() - last.length();
    int at = parts[0].length();
    for (int i = 1; i < parts.length - 1; i++) {
      int found = text.indexOf(parts[i], at);
      if (found < 0 || found + parts[i].length() > end) {
        return false;
      }
      at = found + parts[i].length();
    }
    return text.endsWith(last);
  }
}
