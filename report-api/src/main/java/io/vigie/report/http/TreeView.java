package io.vigie.report.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.RollUp;
import io.vigie.report.verdict.Judged;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A condition over items, with the state of each. */
@Schema(name = "RollUpTree")
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record TreeView(
    @Schema(enumeration = {"all", "any", "not", "item"}) String type,
    @Schema(description = "Of all, any and not") Optional<List<TreeView>> parts,
    @Schema(description = "Of item: its id") Optional<String> item,
    @Schema(description = "Of item: its title, where it is watched") Optional<String> title,
    @Schema(description = "Of item: its state, where it is watched") Optional<String> state) {

  static TreeView of(RollUp.Tree tree, Map<ItemId, Judged> known) {
    return switch (tree) {
      case RollUp.All all -> of("all", all.parts(), known);
      case RollUp.Any any -> of("any", any.parts(), known);
      case RollUp.Not not -> of("not", List.of(not.part()), known);
      case RollUp.Member(ItemId item) -> of(item, Optional.ofNullable(known.get(item)));
    };
  }

  private static TreeView of(String type, List<RollUp.Tree> parts, Map<ItemId, Judged> known) {
    return new TreeView(
        type,
        Optional.of(parts.stream().map(part -> of(part, known)).toList()),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static TreeView of(ItemId item, Optional<Judged> judged) {
    return new TreeView(
        "item",
        Optional.empty(),
        Optional.of(item.toString()),
        judged.map(known -> known.watched().title()),
        judged.map(known -> known.state().word()));
  }
}
