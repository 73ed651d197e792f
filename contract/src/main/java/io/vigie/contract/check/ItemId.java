package io.vigie.contract.check;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.function.IntPredicate;

/**
 * Names one item of one system in one environment. Its text form, {@code system/environment/item},
 * is the key of every message about the item, so that all of them meet in one partition in their
 * order.
 */
public record ItemId(String system, String environment, String item) implements Comparable<ItemId> {

  private static final int LONGEST_SYSTEM = 63;
  private static final int LONGEST_ITEM = 100;

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
    return consistsOf(name, LONGEST_SYSTEM, ItemId::isSlugLetter, "-");
  }

  /** True for what may name an item within its checklist. */
  public static boolean isItemName(String name) {
    return consistsOf(name, LONGEST_ITEM, ItemId::isLetter, "._-");
  }

  /** Read for every message, so without a pattern: those were 6 % of all that was allocated. */
  private static boolean consistsOf(
      String name, int longest, IntPredicate isLetter, String notFirst) {
    if (name.isEmpty() || name.length() > longest || !isLetter.test(name.charAt(0))) {
      return false;
    }
    for (int i = 1; i < name.length(); i++) {
      char c = name.charAt(i);
      if (!isLetter.test(c) && notFirst.indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean isSlugLetter(int c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  }

  private static boolean isLetter(int c) {
    return isSlugLetter(c) || (c >= 'A' && c <= 'Z');
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
