package io.vigie.probe.settings;

import java.util.List;

/** A setting for which an author may write one value, or a list with at least one. */
public record OneOrMore<T>(List<T> values) {

  public OneOrMore {
    values = List.copyOf(values);
  }
}
