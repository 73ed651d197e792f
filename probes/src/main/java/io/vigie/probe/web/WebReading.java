package io.vigie.probe.web;

import java.util.function.IntPredicate;

/**
 * How an answer is read.
 *
 * @param maxBody how many bytes of a body are kept; where there is no download, compressed as they
 *     come
 * @param unwanted tells by the status of an answer that its body need not be read
 * @param download up to how many bytes a body is read and looked into beyond what is kept; 0 reads
 *     no further
 */
public record WebReading(int maxBody, IntPredicate unwanted, long download) {

  /** What is read where nothing else is asked for. */
  public static final int DEFAULT_BODY = 256 * 1024;

  public static final WebReading DEFAULT = new WebReading(DEFAULT_BODY, _ -> false, 0);

  public WebReading {
    if (maxBody < 1) {
      throw new IllegalArgumentException("maxBody: must be at least 1, was " + maxBody);
    }
  }
}
