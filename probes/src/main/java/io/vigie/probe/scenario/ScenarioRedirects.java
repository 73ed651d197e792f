package io.vigie.probe.scenario;

/** What to do with a redirect. */
public enum ScenarioRedirects {
  /** Take it as the answer. */
  STAY,
  /** Go where it points, at most ten times. */
  FOLLOW
}
