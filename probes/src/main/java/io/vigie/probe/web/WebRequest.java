package io.vigie.probe.web;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
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

  /** A GET of another place of the same origin, on the same terms. */
  public WebRequest forOther(Url other) {
    if (!other.sameOrigin(url)) {
      throw new IllegalArgumentException("url: must be of the same origin");
    }
    return new WebRequest(
        "GET",
        other,
        headers,
        Optional.empty(),
        new WebReading(reading.maxBody(), _ -> false, 0),
        protocol,
        tls,
        proxy);
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
    return with(new WebReading(bytes, reading.unwanted(), reading.download()));
  }

  /** Without the bodies of answers with such a status. */
  public WebRequest withoutBodyOf(IntPredicate unwanted) {
    return with(new WebReading(reading.maxBody(), unwanted, reading.download()));
  }

  /** With what is behind {@code maxBody} read up to so many bytes, and looked into. */
  public WebRequest withDownload(long most) {
    return with(new WebReading(reading.maxBody(), reading.unwanted(), most));
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

  /** All of it in one message. */
  FullHttpRequest message(Protocol spoken) {
    ByteBuf content = body.map(WebBody::content).orElse(Unpooled.EMPTY_BUFFER);
    FullHttpRequest message =
        new DefaultFullHttpRequest(
            HttpVersion.HTTP_1_1, HttpMethod.valueOf(method), target(), content);
    fill(message.headers(), spoken);
    return message;
  }

  /** All but the body. */
  HttpRequest head(Protocol spoken) {
    HttpRequest head =
        new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.valueOf(method), target());
    fill(head.headers(), spoken);
    return head;
  }

  private void fill(HttpHeaders to, Protocol spoken) {
    to.set(HttpHeaderNames.HOST, url.authority())
        .set(HttpHeaderNames.USER_AGENT, USER_AGENT)
        .set(HttpHeaderNames.ACCEPT, "*/*")
        .set(HttpHeaderNames.ACCEPT_ENCODING, HttpHeaderValues.IDENTITY);
    headers.forEach((name, value) -> to.set(name, value));
    if (!url.secure()) {
      proxy
          .flatMap(WebProxy::authorization)
          .ifPresent(text -> to.set(HttpHeaderNames.PROXY_AUTHORIZATION, text));
    }
    body.ifPresent(given -> to.set(HttpHeaderNames.CONTENT_LENGTH, given.size()));
    frame(to, spoken);
  }

  /** A proxy is told the whole URL; through a tunnel, which TLS needs, the server the path. */
  private String target() {
    return proxy.isPresent() && !url.secure() ? url.text() : url.path();
  }

  private void frame(HttpHeaders to, Protocol spoken) {
    if (spoken == Protocol.H2) {
      to.set(
          HttpConversionUtil.ExtensionHeaderNames.SCHEME.text(), url.secure() ? "https" : "http");
    } else {
      to.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    }
  }

  @Override
  public String toString() {
    return method + " " + url;
  }
}
