package io.vigie.probe.metric;

/** What must become of a value between two looks. */
public enum Trend {
  /** It grows. */
  INCREASE,
  /** It stays as it is, such as a counter of errors. */
  STAY,
  /** Whatever the expectations say. */
  ANY
}
