package io.vigie.probe.web;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpUtil;
import io.vigie.probe.download.Inspection;
import io.vigie.probe.net.Trouble.Broken;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reads a body to its end, inflated where it comes compressed, and keeps its beginning alone. */
final class Downloading {

  /** Bytes that the entries of an archive together may inflate to while they are listed. */
  private static final long MOST_INFLATED = 512L * 1024 * 1024;

  private Downloading() {}

  /** Blocks until there is no more of {@code body}. */
  static Inspection read(Intake body, HttpHeaders headers, WebReading reading) {
    Inspection.Limits limits =
        new Inspection.Limits(
            reading.maxBody(),
            reading.download(),
            MOST_INFLATED,
            HttpUtil.getCharset(
                headers.get(HttpHeaderNames.CONTENT_TYPE, ""), StandardCharsets.UTF_8));
    try (InputStream plain =
        Inflation.inflating(headers.get(HttpHeaderNames.CONTENT_ENCODING, ""), body)) {
      return Inspection.of(plain, limits);
    } catch (IOException e) {
      throw new Broken("truncated-response", "the body was broken off");
    }
  }
}
