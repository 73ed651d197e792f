package io.vigie.scheduler.checklist;

import io.vigie.contract.check.Dependency;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.RollUp;
import io.vigie.contract.check.RollUp.All;
import io.vigie.contract.check.RollUp.Any;
import io.vigie.contract.check.RollUp.Member;
import io.vigie.contract.check.RollUp.Not;
import io.vigie.contract.check.RollUp.Tree;
import io.vigie.probe.settings.Problem;
import java.util.ArrayList;
import java.util.List;

/** What the items that one item names are called in full. */
final class Names {

  private final ItemId from;
  private final Family family;
  private final Written item;
  private final List<Reference> references = new ArrayList<>();

  /** The names as {@code from} uses them. */
  Names(ItemId from, Family family, Written item) {
    this.from = from;
    this.family = family;
    this.item = item;
  }

  /** What the ids of a file, or of an include of a group, stand for. */
  interface Family {
    /** The ids in full that an id stands for: itself, or what a matrix made of it. */
    List<String> members(String id);
  }

  /** What the item cannot work without. */
  List<Dependency> dependencies(List<ItemForm.Needed> needed) {
    List<Dependency> dependencies = new ArrayList<>();
    for (int i = 0; i < needed.size(); i++) {
      for (Dependency dependency : dependencies(needed.get(i).text())) {
        refer(dependency, item.find("dependsOn", i));
        dependencies.add(dependency);
      }
    }
    return dependencies.stream().distinct().toList();
  }

  /** What decides about it. */
  RollUp rollUp(RollUpForm form) {
    return new RollUp(tree(form, item.find("rollup")));
  }

  /** Where each of them was named. */
  List<Reference> references() {
    return references;
  }

  private Tree tree(RollUpForm form, Written.Found place) {
    if (form.item().isPresent()) {
      return member(form.item().get().text(), place.within("item"));
    } else if (form.not().isPresent()) {
      return new Not(tree(form.not().get(), place.within("not")));
    }
    return form.all().isEmpty()
        ? new Any(parts(form.any(), place.within("any")))
        : new All(parts(form.all(), place.within("all")));
  }

  private List<Tree> parts(List<RollUpForm> forms, Written.Found place) {
    List<Tree> parts = new ArrayList<>();
    for (int i = 0; i < forms.size(); i++) {
      parts.add(tree(forms.get(i), place.within(i)));
    }
    return parts;
  }

  private Tree member(String text, Written.Found place) {
    List<ItemId> items = items(text);
    items.forEach(id -> refer(new Dependency.OnItem(id), place));
    return items.size() == 1
        ? new Member(items.getFirst())
        : new All(items.stream().<Tree>map(Member::new).toList());
  }

  private List<Dependency> dependencies(String text) {
    return text.contains("/")
        ? List.of(Dependency.parse(text))
        : items(text).stream().<Dependency>map(Dependency.OnItem::new).toList();
  }

  private List<ItemId> items(String text) {
    return text.contains("/")
        ? List.of(ItemId.parse(text))
        : family.members(text).stream()
            .map(id -> new ItemId(from.system(), from.environment(), id))
            .toList();
  }

  private void refer(Dependency to, Written.Found place) {
    references.add(
        new Reference(
            from, to, item.findings().located(new Problem(place.at(), place.path(), ""))));
  }
}
