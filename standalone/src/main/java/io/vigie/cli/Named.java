package io.vigie.cli;

import io.vigie.contract.check.ItemId;
import io.vigie.standalone.Refused;
import java.util.UUID;

/** Reads the names of things as people give them. */
final class Named {

  private Named() {}

  static ItemId item(String text) {
    try {
      return ItemId.parse(text);
    } catch (IllegalArgumentException e) {
      throw new Refused(Terminal.harmless(e.getMessage()));
    }
  }

  /** What Vigie gave an id of its own: an incident, a silence. */
  static UUID id(String what, String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw new Refused(what + ": must be a UUID, was \"" + Terminal.harmless(text) + "\"");
    }
  }

  /** A system in an environment. */
  static String system(String text) {
    String[] parts = text.split("/", -1);
    if (parts.length != 2 || !ItemId.isSystemName(parts[0]) || !ItemId.isSystemName(parts[1])) {
      throw new Refused(
          "system: must be system/environment, was \"" + Terminal.harmless(text) + "\"");
    }
    return text;
  }
}
