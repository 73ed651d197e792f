package io.vigie.scheduler.checklist;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vigie.probe.ProbeKind;
import io.vigie.probe.settings.SettingsSchema;
import java.util.Collection;

/**
 * The JSON Schema of a checklist, from the records that its reader fills. It says what an editor
 * can know of a file alone: keys, types, words. What needs the values, such as an unknown variable
 * or an expression, is for {@link ChecklistReader}.
 */
public final class ChecklistSchema {

  private ChecklistSchema() {}

  /** The schema of checklists that may use {@code kinds}. */
  public static ObjectNode of(Collection<? extends ProbeKind<?>> kinds) {
    SettingsSchema schemas = new SettingsSchema();
    ObjectNode file = schemas.object(ChecklistForm.class);
    ObjectNode items = (ObjectNode) file.get("properties").get("items");
    items.set("items", schemas.define("item", item(schemas, kinds)));
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    document.put("title", "Vigie checklist");
    document.setAll(file);
    document.set("$defs", schemas.definitions());
    return document;
  }

  /** An item has one key for each thing that it says, and one that is its kind. */
  private static ObjectNode item(SettingsSchema schemas, Collection<? extends ProbeKind<?>> kinds) {
    ObjectNode item = schemas.object(ItemForm.class);
    ObjectNode properties = (ObjectNode) item.get("properties");
    ArrayNode oneKind = JsonNodeFactory.instance.arrayNode();
    for (ProbeKind<?> kind : kinds) {
      ObjectNode property = JsonNodeFactory.instance.objectNode();
      property.put("description", "Looks by the kind " + kind.name() + ".");
      property.setAll(schemas.value(kind.settings()));
      properties.set(kind.name(), property);
      oneKind.addObject().putArray("required").add(kind.name());
    }
    item.set("oneOf", oneKind);
    return item;
  }
}
