package io.vigie.probe.http;

/** What to do with a redirect. */
public enum Redirects {
  /** Go where it points, at most {@value #MOST} times. */
  FOLLOW,
  /** Take it as the answer. */
  STAY;

  static final int MOST = 5;
}
