package io.vigie.contract.alert;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.vigie.contract.check.ItemId;
import java.util.List;

/**
 * The items whose incidents are told as a part of one.
 *
 * @param total how many there were, without the one that it began with
 * @param open how many of them are not over
 * @param some the first of them, worst first
 */
public record Members(int total, int open, @JsonSetter(nulls = Nulls.AS_EMPTY) List<ItemId> some) {

  /** More than these are only counted. */
  public static final int MOST_NAMED = 20;

  public Members {
    some = List.copyOf(some);
  }
}
