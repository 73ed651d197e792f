package io.vigie.probe.web;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2GoAwayFrame;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vigie.probe.net.HandshakeTrouble;
import io.vigie.probe.net.Trouble;
import io.vigie.probe.net.Trouble.Broken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;

/**
 * Reads one answer: as much of the body as is wanted, no more interim answers than make sense.
 * Confined to one event loop.
 */
final class Exchange extends SimpleChannelInboundHandler<HttpObject> {

  private static final int MOST_INTERIM = 8;

  private final Promise<Answer> answered = Promise.promise();
  private final ByteArrayOutputStream body = new ByteArrayOutputStream(1024);
  private final WebReading reading;
  private final Consumer<Exchange> begun;
  private final String protocol;
  private HttpResponse head;
  private int interim;

  /**
   * An exchange.
   *
   * @param begun is told when the answer begins
   * @param protocol what is spoken, where the messages do not say it
   */
  Exchange(WebReading reading, Consumer<Exchange> begun, Protocol protocol) {
    this.reading = reading;
    this.begun = begun;
    this.protocol = protocol == Protocol.H2 ? protocol.word() : "";
  }

  /** The answer, or {@link Trouble}. */
  Future<Answer> answer() {
    return answered.future();
  }

  /** How far it has come, for a message. */
  String progress() {
    return head == null
        ? "no answer so far"
        : "status " + head.status().code() + ", " + body.size() + " bytes of the body so far";
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, HttpObject message)
      throws IOException {
    if (message.decoderResult().isFailure()) {
      answered.tryFail(malformed(message.decoderResult().cause()));
      return;
    }
    if (message instanceof HttpResponse response) {
      receive(response);
    }
    if (message instanceof HttpContent content && head != null) {
      receive(content.content());
      if (message instanceof LastHttpContent) {
        complete(false);
      }
    }
  }

  private void receive(HttpResponse response) {
    int status = response.status().code();
    if (status < 200 && status != 101) {
      if (++interim > MOST_INTERIM) {
        answered.tryFail(
            new Broken("protocol-error", "more than " + MOST_INTERIM + " interim answers (1xx)"));
      }
      return;
    }
    head = response;
    begun.accept(this);
    if (status == 101 || reading.unwanted().test(status)) {
      complete(false);
    }
  }

  private void receive(ByteBuf content) throws IOException {
    int wanted = Math.min(content.readableBytes(), reading.maxBody() - body.size());
    boolean more = content.readableBytes() > wanted;
    content.readBytes(body, wanted);
    if (more) {
      complete(true);
    }
  }

  private void complete(boolean truncated) {
    String spoken =
        protocol.isEmpty() ? head.protocolVersion().text().toLowerCase(Locale.ROOT) : protocol;
    answered.tryComplete(new Answer(head.status().code(), spoken, head.headers(), body, truncated));
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    answered.tryFail(closedEarly());
    context.fireChannelInactive();
  }

  /** Over HTTP/2 a server may give up a request, or all of them, and keep the connection. */
  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof Http2ResetFrame reset) {
      Http2Error error = Http2Error.valueOf(reset.errorCode());
      answered.tryFail(
          new Broken(
              "truncated-response",
              "the server gave up the request (" + error + "), " + progress()));
    } else if (event instanceof Http2GoAwayFrame) {
      answered.tryFail(
          new Broken(
              "truncated-response", "the server said that it takes no request, " + progress()));
    }
    ReferenceCountUtil.release(event);
  }

  /** What it means that the connection is closed now. */
  Broken closedEarly() {
    return head == null
        ? new Broken("connection-closed", "connection closed before an answer")
        : new Broken(
            "truncated-response", "connection closed in the middle of the body, " + progress());
  }

  /** Ends it because of what came, also where that came beside its own stream. */
  void breakOff(Throwable cause) {
    answered.tryFail(malformed(cause));
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    breakOff(cause);
    var _ = context.close();
  }

  private Trouble malformed(Throwable cause) {
    if (cause.getCause() instanceof SSLException) {
      Optional<Broken> refused = HandshakeTrouble.refusedClient(cause);
      if (refused.isPresent()) {
        return refused.get();
      }
    }
    String reason = Objects.requireNonNullElse(cause.getMessage(), "");
    return switch (cause) {
      case TooLongFrameException _ -> tooMuch();
      case Http2Exception.HeaderListSizeException _ -> tooMuch();
      case DecoderException e when e.getCause() instanceof Http2Exception inner -> malformed(inner);
      case IOException _ when reason.toLowerCase(Locale.ROOT).contains("reset") ->
          new Broken("connection-reset", "connection reset by the server, " + progress());
      case IOException _ -> closedEarly();
      default -> new Broken("protocol-error", "not valid HTTP: " + firstLine(reason));
    };
  }

  private static Broken tooMuch() {
    return new Broken(
        "header-limit", "headers must be at most " + Wire.MOST_HEADERS / 1024 + " KiB, were more");
  }

  private static String firstLine(String reason) {
    String line = reason.lines().findFirst().orElse("unreadable");
    return line.length() > 120 ? line.substring(0, 120) + "…" : line;
  }
}
