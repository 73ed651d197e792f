package io.vigie.report.web;

import io.vigie.contract.check.Dependency;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.RollUp;
import io.vigie.report.Dossier;
import io.vigie.report.verdict.Judged;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Other items that one rests on.
 *
 * @param tree the condition of a roll-up, a line for each part
 * @param dependsOn what the item cannot work without
 */
public record ItemRelations(List<Node> tree, List<Link> dependsOn) {

  private static final int DEEPEST = 6;
  private static final Mark ABSENT = new Mark("–", "not watched", "not-applicable");

  /** A part of a condition: words, or an item. */
  public record Node(int depth, String words, Optional<Link> item) {}

  /** Another item or system. */
  public record Link(String id, String title, String address, Optional<Mark> state) {}

  static ItemRelations of(Dossier dossier) {
    List<Node> tree = new ArrayList<>();
    if (dossier.check().nature() instanceof RollUp rollUp) {
      add(tree, rollUp.tree(), 0, dossier.around());
    }
    return new ItemRelations(
        tree,
        dossier.check().dependsOn().stream()
            .map(dependency -> link(dependency, dossier.around()))
            .toList());
  }

  private static void add(
      List<Node> tree, RollUp.Tree part, int depth, Map<ItemId, Judged> around) {
    switch (part) {
      case RollUp.Member(ItemId item) ->
          tree.add(new Node(capped(depth), "", Optional.of(link(item, around))));
      case RollUp.All all -> addAll(tree, "all of", all.parts(), depth, around);
      case RollUp.Any any -> addAll(tree, "any of", any.parts(), depth, around);
      case RollUp.Not not -> addAll(tree, "not", List.of(not.part()), depth, around);
    }
  }

  private static void addAll(
      List<Node> tree,
      String words,
      List<RollUp.Tree> parts,
      int depth,
      Map<ItemId, Judged> around) {
    tree.add(new Node(capped(depth), words, Optional.empty()));
    parts.forEach(part -> add(tree, part, depth + 1, around));
  }

  private static int capped(int depth) {
    return Math.min(depth, DEEPEST);
  }

  private static Link link(Dependency dependency, Map<ItemId, Judged> around) {
    return switch (dependency) {
      case Dependency.OnItem(ItemId item) -> link(item, around);
      case Dependency.OnSystem system ->
          new Link(
              system.text(),
              "the system as a whole",
              "/systems/" + system.text(),
              Optional.empty());
    };
  }

  private static Link link(ItemId item, Map<ItemId, Judged> around) {
    Optional<Judged> judged = Optional.ofNullable(around.get(item));
    return new Link(
        item.toString(),
        judged.map(known -> known.watched().title()).orElse(item.item()),
        "/items/" + item,
        Optional.of(judged.map(known -> Mark.of(known.state())).orElse(ABSENT)));
  }
}
