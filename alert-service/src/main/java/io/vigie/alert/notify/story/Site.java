package io.vigie.alert.notify.story;

import io.vigie.contract.alert.IncidentId;
import io.vigie.contract.check.ItemId;
import java.util.Optional;

/**
 * Where people find Vigie's pages, if that was said; without a slash at its end.
 *
 * @param address {@code vigie.alert.external-url}
 */
public record Site(Optional<String> address) {

  /** Nobody said where. */
  public static final Site UNKNOWN = new Site(Optional.empty());

  public Site {
    address = address.map(String::strip).filter(text -> !text.isEmpty());
    address.ifPresent(Site::check);
    address = address.map(text -> text.replaceAll("/+$", ""));
  }

  private static void check(String address) {
    if (!address.matches("https?://[^\\s/?#<>\"'|]+(/[^\\s?#<>\"'|]*)?")) {
      throw new IllegalArgumentException(
          "vigie.alert.external-url: must begin with https:// or http:// and hold no ? or #, was \""
              + address
              + '"');
    }
  }

  /** The page of an item; the parts of its name need no escaping. */
  public Optional<String> page(ItemId item) {
    return address.map(text -> text + "/items/" + item);
  }

  /** The page of an incident, with its history and what was told of it. */
  public Optional<String> page(IncidentId incident) {
    return address.map(text -> text + "/incidents/" + incident);
  }

  /** Where an item is silenced, by somebody who has signed in. */
  public Optional<String> silence(ItemId item) {
    return address.map(
        text ->
            "%s/silences?system=%s&environment=%s&item=%s"
                .formatted(text, item.system(), item.environment(), item.item()));
  }

  /** The page of all incidents. */
  public Optional<String> incidents() {
    return address.map(text -> text + "/incidents");
  }
}
