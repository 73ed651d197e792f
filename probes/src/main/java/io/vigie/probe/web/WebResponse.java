package io.vigie.probe.web;

import io.netty.handler.codec.http.HttpUtil;
import io.vigie.probe.download.Inspection;
import io.vigie.probe.expect.JsonText;
import io.vigie.probe.net.Agreed;
import java.net.InetSocketAddress;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** What one request got back. Everything in here is the target's. */
public final class WebResponse {

  private final Answer answer;
  private final WebHeaders headers;
  private final byte[] body;
  private final Optional<Agreed> tls;
  private final InetSocketAddress remote;
  private final Duration took;
  private final long sent;
  private final boolean sentWhole;

  WebResponse(
      Answer answer, Optional<Agreed> tls, InetSocketAddress remote, Duration took, Delivery sent) {
    this.answer = answer;
    this.headers = new WebHeaders(answer.headers());
    this.body =
        answer.downloaded().map(read -> read.kept().bytes()).orElseGet(() -> inflated(answer));
    this.tls = tls;
    this.remote = remote;
    this.took = took;
    this.sent = sent.sent();
    this.sentWhole = sent.isWhole();
  }

  private static byte[] inflated(Answer answer) {
    return Inflation.inflated(
        answer.headers().get("content-encoding", ""),
        answer.body().toByteArray(),
        answer.truncated());
  }

  public int status() {
    return answer.status();
  }

  /** What was spoken: {@code http/1.0}, {@code http/1.1} or {@code h2}. */
  public String protocol() {
    return answer.protocol();
  }

  public WebHeaders headers() {
    return headers;
  }

  /** What was read of the body, inflated where it came compressed. Not a copy. */
  public byte[] body() {
    return body;
  }

  /** True when there was more of the body than was kept. */
  public boolean truncated() {
    return answer.truncated()
        || answer.downloaded().filter(read -> read.bytes() > body.length).isPresent();
  }

  /** What is known of the body as a file; worked out where it was not downloaded. */
  public Inspection inspection() {
    return answer.downloaded().orElseGet(() -> Inspection.of(body, !answer.truncated(), charset()));
  }

  /** True where the body was read beyond what is kept. */
  public boolean downloaded() {
    return answer.downloaded().isPresent();
  }

  /** How many bytes of the request's body were sent when the answer had come. */
  public long sent() {
    return sent;
  }

  /** True where that was all of it. */
  public boolean sentWhole() {
    return sentWhole;
  }

  /** What TLS agreed on, where it was spoken. */
  public Optional<Agreed> tls() {
    return tls;
  }

  /** Who answered. */
  public InetSocketAddress remote() {
    return remote;
  }

  /** From the beginning of the request to its last byte that was wanted. */
  public Duration took() {
    return took;
  }

  /** The media type in lower case without parameters; empty where there is none. */
  public String contentType() {
    CharSequence type = HttpUtil.getMimeType(headers.joined("content-type"));
    return type == null ? "" : type.toString().strip().toLowerCase(Locale.ROOT);
  }

  /** The body in the character set that the answer names, otherwise UTF-8. */
  public String text() {
    return new String(body, charset());
  }

  private Charset charset() {
    return HttpUtil.getCharset(headers.joined("content-type"), StandardCharsets.UTF_8);
  }

  /** The body as the values that expectations work with; nothing where it is not JSON. */
  public Optional<Object> json() {
    try {
      return Optional.of(JsonText.value(text()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
