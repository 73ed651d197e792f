package io.vigie.probe.web;

import java.util.function.IntPredicate;

/**
 * How an answer is read.
 *
 * @param maxBody how many bytes of a body are read, compressed as they come
 * @param unwanted tells by the status of an answer that its body need not be read
 */
public record WebReading(int maxBody, IntPredicate unwanted) {

  /** What is read where nothing else is asked for. */
  public static final int DEFAULT_BODY = 256 * 1024;

  public static final WebReading DEFAULT = new WebReading(DEFAULT_BODY, _ -> false);

  public WebReading {
    if (maxBody < 1) {
      throw new IllegalArgumentException("maxBody: must be at least 1, was " + maxBody);
    }
  }
}
