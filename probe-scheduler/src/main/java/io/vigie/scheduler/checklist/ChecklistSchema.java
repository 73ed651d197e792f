package io.vigie.scheduler.checklist;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vigie.probe.ProbeKind;
import io.vigie.probe.settings.SettingsSchema;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The JSON Schema of a checklist and of a group of items, from the records that their reader fills.
 * It says what an editor can know of a file alone: keys, types, words. What needs the values, such
 * as an unknown variable or an expression, is for {@link ChecklistReader}.
 */
public final class ChecklistSchema {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final SettingsSchema schemas = new SettingsSchema();
  private final Collection<? extends ProbeKind<?>> kinds;

  private ChecklistSchema(Collection<? extends ProbeKind<?>> kinds) {
    this.kinds = kinds;
  }

  /** The schema of files that may use {@code kinds}. */
  public static ObjectNode of(Collection<? extends ProbeKind<?>> kinds) {
    return new ChecklistSchema(kinds).document();
  }

  private ObjectNode document() {
    ObjectNode item = schemas.define("item", item());
    ObjectNode document = JSON.objectNode();
    document.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    document.put("title", "Vigie checklist");
    document.put("type", "object");
    document.set("if", requires("group"));
    document.set("then", schemas.define("group", file(GroupForm.class, item)));
    document.set("else", schemas.define("checklist", file(ChecklistForm.class, item)));
    document.set("$defs", schemas.definitions());
    return document;
  }

  private ObjectNode file(Class<? extends Record> form, ObjectNode item) {
    ObjectNode file = schemas.object(form);
    ((ObjectNode) file.at("/properties/items")).set("items", item.deepCopy());
    return file;
  }

  /** An item has one key for each thing that it says, and one that decides about it. */
  private ObjectNode item() {
    ObjectNode item = schemas.object(ItemForm.class);
    ObjectNode properties = (ObjectNode) item.get("properties");
    ArrayNode oneDecider = JSON.arrayNode();
    for (ProbeKind<?> kind : kinds) {
      ObjectNode property = JSON.objectNode();
      property.put("description", "Looks by the kind " + kind.name() + ".");
      property.setAll(schemas.value(kind.settings()));
      properties.set(kind.name(), property);
      oneDecider.add(requires(kind.name()));
    }
    List<String> keys = new ArrayList<>();
    properties.fieldNames().forEachRemaining(keys::add);
    for (Decider decider : Decider.values()) {
      if (decider != Decider.PROBE) {
        oneDecider.add(requires(decider.key()));
        item.withArray("allOf").add(withoutOthers(decider, keys));
      }
    }
    item.set("oneOf", oneDecider);
    return item;
  }

  private static ObjectNode withoutOthers(Decider decider, List<String> keys) {
    ObjectNode rule = JSON.objectNode();
    rule.set("if", requires(decider.key()));
    ObjectNode refused = rule.putObject("then").putObject("properties");
    keys.stream()
        .filter(key -> decider.refusal(key).isPresent())
        .forEach(key -> refused.put(key, false));
    return rule;
  }

  private static ObjectNode requires(String key) {
    ObjectNode schema = JSON.objectNode();
    schema.putArray("required").add(key);
    return schema;
  }
}
