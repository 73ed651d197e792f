package io.vigie.alert.route;

import java.util.List;
import java.util.Optional;

/**
 * The way that incidents of an item take.
 *
 * @param route the rule or the route that decided
 * @param because why that one, for a person
 * @param channels who is told
 * @param digest when they are told together with others; each by itself where absent
 */
public record Decision(
    String route,
    String because,
    List<String> channels,
    QuietHours quiet,
    Following following,
    Optional<Daily> digest) {

  public Decision {
    channels = List.copyOf(channels);
  }
}
