package io.vigie.contract.check;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.stream.Stream;

/** Other items decide. */
public record RollUp(Tree tree) implements Nature {

  @Override
  public Mode mode() {
    return Mode.ROLL_UP;
  }

  /** The items at the leaves, in the order in which they are written. */
  public List<ItemId> members() {
    return tree.leaves().distinct().toList();
  }

  /** A condition over items. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = All.class, name = "all"),
    @JsonSubTypes.Type(value = Any.class, name = "any"),
    @JsonSubTypes.Type(value = Not.class, name = "not"),
    @JsonSubTypes.Type(value = Member.class, name = "item")
  })
  public sealed interface Tree {

    /** The items that are named, as often as they are. */
    Stream<ItemId> leaves();
  }

  /** Every part must pass. */
  public record All(List<Tree> parts) implements Tree {
    public All {
      parts = List.copyOf(parts);
    }

    @Override
    public Stream<ItemId> leaves() {
      return parts.stream().flatMap(Tree::leaves);
    }
  }

  /** At least one part must pass. */
  public record Any(List<Tree> parts) implements Tree {
    public Any {
      parts = List.copyOf(parts);
    }

    @Override
    public Stream<ItemId> leaves() {
      return parts.stream().flatMap(Tree::leaves);
    }
  }

  /** The part must fail. */
  public record Not(Tree part) implements Tree {
    @Override
    public Stream<ItemId> leaves() {
      return part.leaves();
    }
  }

  /** An item by its id. */
  public record Member(ItemId item) implements Tree {
    @Override
    public Stream<ItemId> leaves() {
      return Stream.of(item);
    }
  }
}
