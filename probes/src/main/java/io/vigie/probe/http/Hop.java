package io.vigie.probe.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http2.HttpConversionUtil;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * One request of a run: the first, or one that follows a redirect. Holds secrets; has no text form
 * but its URL as shown.
 */
record Hop(Url url, String method, Map<String, String> headers, Optional<String> body) {

  private static final String USER_AGENT = "vigie";

  FullHttpRequest request(Protocol spoken) {
    ByteBuf content =
        body.map(text -> Unpooled.copiedBuffer(text, StandardCharsets.UTF_8))
            .orElse(Unpooled.EMPTY_BUFFER);
    FullHttpRequest request =
        new DefaultFullHttpRequest(
            HttpVersion.HTTP_1_1, HttpMethod.valueOf(method), url.path(), content);
    request
        .headers()
        .set(HttpHeaderNames.HOST, url.authority())
        .set(HttpHeaderNames.USER_AGENT, USER_AGENT)
        .set(HttpHeaderNames.ACCEPT, "*/*")
        .set(HttpHeaderNames.ACCEPT_ENCODING, HttpHeaderValues.IDENTITY);
    headers.forEach((name, value) -> request.headers().set(name, value));
    if (body.isPresent()) {
      request.headers().set(HttpHeaderNames.CONTENT_LENGTH, content.readableBytes());
    }
    frame(request, spoken);
    return request;
  }

  private void frame(FullHttpRequest request, Protocol spoken) {
    if (spoken == Protocol.H2) {
      request
          .headers()
          .set(
              HttpConversionUtil.ExtensionHeaderNames.SCHEME.text(),
              url.secure() ? "https" : "http");
    } else {
      request.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    }
  }

  @Override
  public String toString() {
    return url.shown();
  }
}
