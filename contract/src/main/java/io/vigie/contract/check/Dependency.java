package io.vigie.contract.check;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** What an item cannot work without; its text is {@code system/environment[/item]}. */
public sealed interface Dependency {

  @JsonValue
  String text();

  @JsonCreator
  static Dependency parse(String text) {
    String[] parts = text.split("/", -1);
    return parts.length == 2 ? new OnSystem(parts[0], parts[1]) : new OnItem(ItemId.parse(text));
  }

  /** Another item. */
  record OnItem(ItemId item) implements Dependency {
    @Override
    public String text() {
      return item.toString();
    }
  }

  /** Another system as a whole. */
  record OnSystem(String system, String environment) implements Dependency {
    public OnSystem {
      if (!ItemId.isSystemName(system) || !ItemId.isSystemName(environment)) {
        throw new IllegalArgumentException(
            "dependency: must be system/environment or system/environment/item, was \""
                + system
                + "/"
                + environment
                + "\"");
      }
    }

    @Override
    public String text() {
      return system + "/" + environment;
    }
  }
}
