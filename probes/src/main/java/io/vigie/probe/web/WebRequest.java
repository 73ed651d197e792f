package io.vigie.probe.web;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http2.HttpConversionUtil;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * One request. All its texts are already revealed, so it holds secrets; its text form is method and
 * URL as shown.
 *
 * @param headers to send, by name; they replace those sent by default. {@code host} overrides what
 *     the server is told, neither the address nor the name for TLS
 */
public record WebRequest(
    String method,
    Url url,
    Map<String, String> headers,
    Optional<WebBody> body,
    WebReading reading,
    Protocol protocol,
    WebTls tls,
    Optional<WebProxy> proxy) {

  private static final String USER_AGENT = "vigie";

  public WebRequest {
    headers = Map.copyOf(headers);
  }

  /** A GET that says nothing else. */
  public static WebRequest get(Url url) {
    return new WebRequest(
        "GET",
        url,
        Map.of(),
        Optional.empty(),
        WebReading.DEFAULT,
        Protocol.ANY,
        WebTls.VERIFIED,
        Optional.empty());
  }

  public WebRequest withMethod(String other) {
    return new WebRequest(other, url, headers, body, reading, protocol, tls, proxy);
  }

  /** With a header; it replaces one of the same name, in the same case. */
  public WebRequest withHeader(String name, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(name, value);
    return withHeaders(more);
  }

  /** With these headers and no others. */
  public WebRequest withHeaders(Map<String, String> others) {
    return new WebRequest(method, url, others, body, reading, protocol, tls, proxy);
  }

  public WebRequest withBody(byte[] bytes, String contentType) {
    return withBody(WebBody.of(bytes)).withHeader("content-type", contentType);
  }

  public WebRequest withBody(WebBody other) {
    return new WebRequest(method, url, headers, Optional.of(other), reading, protocol, tls, proxy);
  }

  public WebRequest withMaxBody(int bytes) {
    return with(new WebReading(bytes, reading.unwanted()));
  }

  /** Without the bodies of answers with such a status. */
  public WebRequest withoutBodyOf(IntPredicate unwanted) {
    return with(new WebReading(reading.maxBody(), unwanted));
  }

  private WebRequest with(WebReading other) {
    return new WebRequest(method, url, headers, body, other, protocol, tls, proxy);
  }

  public WebRequest withProtocol(Protocol other) {
    return new WebRequest(method, url, headers, body, reading, other, tls, proxy);
  }

  public WebRequest withTls(WebTls other) {
    return new WebRequest(method, url, headers, body, reading, protocol, other, proxy);
  }

  public WebRequest withProxy(WebProxy other) {
    return new WebRequest(method, url, headers, body, reading, protocol, tls, Optional.of(other));
  }

  FullHttpRequest message(Protocol spoken) {
    ByteBuf content = body.map(WebBody::content).orElse(Unpooled.EMPTY_BUFFER);
    FullHttpRequest message =
        new DefaultFullHttpRequest(
            HttpVersion.HTTP_1_1, HttpMethod.valueOf(method), target(), content);
    message
        .headers()
        .set(HttpHeaderNames.HOST, url.authority())
        .set(HttpHeaderNames.USER_AGENT, USER_AGENT)
        .set(HttpHeaderNames.ACCEPT, "*/*")
        .set(HttpHeaderNames.ACCEPT_ENCODING, HttpHeaderValues.IDENTITY);
    headers.forEach((name, value) -> message.headers().set(name, value));
    if (!url.secure()) {
      proxy
          .flatMap(WebProxy::authorization)
          .ifPresent(text -> message.headers().set(HttpHeaderNames.PROXY_AUTHORIZATION, text));
    }
    if (body.isPresent()) {
      message.headers().set(HttpHeaderNames.CONTENT_LENGTH, content.readableBytes());
    }
    frame(message, spoken);
    return message;
  }

  /** A proxy is told the whole URL; through a tunnel, which TLS needs, the server the path. */
  private String target() {
    return proxy.isPresent() && !url.secure() ? url.text() : url.path();
  }

  private void frame(FullHttpRequest message, Protocol spoken) {
    if (spoken == Protocol.H2) {
      message
          .headers()
          .set(
              HttpConversionUtil.ExtensionHeaderNames.SCHEME.text(),
              url.secure() ? "https" : "http");
    } else {
      message.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    }
  }

  @Override
  public String toString() {
    return method + " " + url;
  }
}
