package io.vigie.alert.notify;

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
    if (!address.matches("https?://[^\\s/?#<>\"']+(/[^\\s?#<>\"']*)?")) {
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
}
