package io.vigie.probe.net;

/**
 * A part of an attempt.
 *
 * @param word its name in facts, evidence and failures
 * @param doing what is going on, for a message
 */
public record Stage(String word, String doing) {
  public static final Stage RESOLVE = new Stage("resolve", "resolving the name");
  public static final Stage CONNECT = new Stage("connect", "connecting");
}
