package io.vigie.contract.check;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * Names one item of one system in one environment. Its text form, {@code system/environment/item},
 * is the key of every message about the item, so that all of them meet in one partition in their
 * order.
 */
public record ItemId(String system, String environment, String item) implements Comparable<ItemId> {

  private static final Pattern SLUG = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
  private static final Pattern ITEM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

  /** The item of Vigie's own that shows that the whole loop works: it fails by turns. */
  public static final ItemId CANARY = new ItemId("vigie", "self", "canary");

  public ItemId {
    require(isSystemName(system), "system", system, "lower-case letters, digits and dashes");
    require(
        isSystemName(environment),
        "environment",
        environment,
        "lower-case letters, digits and dashes");
    require(isItemName(item), "item", item, "letters, digits, dots, dashes and underscores");
  }

  /** True for what may name a system or an environment. */
  public static boolean isSystemName(String name) {
    return SLUG.matcher(name).matches();
  }

  /** True for what may name an item within its checklist. */
  public static boolean isItemName(String name) {
    return ITEM.matcher(name).matches();
  }

  @JsonCreator
  public static ItemId parse(String text) {
    String[] parts = text.split("/", -1);
    if (parts.length != 3) {
      throw new IllegalArgumentException(
          "item id: must be system/environment/item, was \"" + text + "\"");
    }
    return new ItemId(parts[0], parts[1], parts[2]);
  }

  private static void require(boolean holds, String part, String found, String allowed) {
    if (!holds) {
      throw new IllegalArgumentException(
          "item id: " + part + " must consist of " + allowed + ", was \"" + found + "\"");
    }
  }

  @JsonValue
  @Override
  public String toString() {
    return system + "/" + environment + "/" + item;
  }

  @Override
  public int compareTo(ItemId other) {
    return toString().compareTo(other.toString());
  }
}
