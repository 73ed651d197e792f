package io.vigie.probe.web;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/** What a request sends. May hold secrets; has no text form. */
public final class WebBody {

  private final byte[] bytes;

  private WebBody(byte[] bytes) {
    this.bytes = bytes;
  }

  /** These bytes. */
  public static WebBody of(byte[] bytes) {
    return new WebBody(bytes.clone());
  }

  /** This text in UTF-8. */
  public static WebBody of(String text) {
    return new WebBody(text.getBytes(StandardCharsets.UTF_8));
  }

  ByteBuf content() {
    return Unpooled.wrappedBuffer(bytes);
  }

  @Override
  public String toString() {
    return bytes.length + " bytes";
  }
}
