package io.vigie.report.http;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Part of a list, newest first. */
public record Page<T>(
    List<T> items,
    @Schema(description = "Give it as `before` to get what follows; null at the end")
        Optional<String> next) {

  public Page {
    items = List.copyOf(items);
  }

  /** Makes a page from a list that was asked for with one element more than the limit. */
  static <S, T> Page<T> of(
      List<S> oneMore, int limit, Function<S, T> view, Function<S, String> place) {
    List<S> shown = oneMore.size() > limit ? oneMore.subList(0, limit) : oneMore;
    Optional<String> next =
        oneMore.size() > limit ? Optional.of(place.apply(shown.getLast())) : Optional.empty();
    return new Page<>(shown.stream().map(view).toList(), next);
  }
}
