package io.vigie.report.web;

import java.util.List;
import java.util.Optional;

/**
 * What every page has around its content.
 *
 * @param section which entry of the navigation the page belongs to
 * @param stream where to hear of changes that concern the page; empty for none
 * @param trail the pages above this one
 * @param trouble what is wrong with Vigie itself
 */
public record Frame(
    String title,
    String section,
    String stream,
    List<Crumb> trail,
    Optional<Trouble> trouble,
    Moment now,
    String style,
    String script,
    String icon) {

  /** A page above this one. */
  public record Crumb(String title, String address) {}

  /** An open incident of Vigie's own, the newest of {@code more} others. */
  public record Trouble(String title, String address, int more) {}

  public boolean isIn(String wanted) {
    return section.equals(wanted);
  }
}
