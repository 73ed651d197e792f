package io.vigie.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/** A plan as one JSON object. */
final class PlanJson {

  private PlanJson() {}

  static ObjectNode of(Difference difference, List<PlannedChange> changes) {
    var plan = JsonNodeFactory.instance.objectNode();
    var added = plan.putArray("added");
    for (var check : difference.added()) {
      var item = added.addObject();
      item.put("item", check.item().toString()).put("title", check.meaning().title());
      item.put("route", check.route());
      check.notApplicable().ifPresent(why -> item.put("notApplicable", why));
    }
    var removed = plan.putArray("removed");
    for (var item : difference.removed()) {
      removed
          .addObject()
          .put("item", item.item())
          .put("title", item.title())
          .put("route", item.route());
    }
    var changed = plan.putArray("changed");
    changes.forEach(change -> changed.add(of(change)));
    var routes = plan.putObject("routes");
    difference
        .routes()
        .forEach(
            (route, told) -> {
              var one = routes.putObject(route);
              list(one, "now", told.now());
              list(one, "noLonger", told.noLonger());
            });
    return plan;
  }

  private static ObjectNode of(PlannedChange change) {
    var item = JsonNodeFactory.instance.objectNode();
    item.put("item", change.item().now().item().toString());
    item.put("title", change.item().now().meaning().title());
    if (change.becomesNotApplicable()) {
      item.put("notApplicable", change.item().now().notApplicable().orElse(""));
    }
    var fields = item.putObject("fields");
    change
        .fields()
        .forEach(
            (key, values) ->
                fields.putObject(key).put("before", values.before()).put("after", values.after()));
    return item;
  }

  private static void list(ObjectNode node, String key, Set<String> items) {
    var array = node.putArray(key);
    items.forEach(array::add);
  }
}
