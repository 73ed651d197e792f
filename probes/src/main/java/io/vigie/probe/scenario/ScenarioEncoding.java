package io.vigie.probe.scenario;

/** How user and password are sent. */
public enum ScenarioEncoding {
  /** As a form of a page sends them. */
  FORM,
  /** As a JSON object. */
  JSON
}
