package io.vigie.report.web;

import java.util.List;

/**
 * What every page has around its content.
 *
 * @param section which entry of the navigation the page belongs to
 * @param stream where to hear of changes that concern the page; empty for none
 * @param trail the pages above this one
 */
public record Frame(
    String title,
    String section,
    String stream,
    List<Crumb> trail,
    Moment now,
    String style,
    String script,
    String icon) {

  /** A page above this one. */
  public record Crumb(String title, String address) {}

  public boolean isIn(String wanted) {
    return section.equals(wanted);
  }
}
