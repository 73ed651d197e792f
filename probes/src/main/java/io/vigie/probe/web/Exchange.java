package io.vigie.probe.web;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaders;
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
import io.vigie.probe.download.Inspection;
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
  private final Reader reader;
  private HttpResponse head;
  private Optional<Intake> intake = Optional.empty();
  private long downloaded;
  private boolean ended;
  private int interim;

  /**
   * An exchange.
   *
   * @param begun is told when the answer begins
   * @param protocol what is spoken, where the messages do not say it
   * @param reader reads what is downloaded, elsewhere
   */
  Exchange(WebReading reading, Consumer<Exchange> begun, Protocol protocol, Reader reader) {
    this.reading = reading;
    this.reader = reader;
    this.begun = begun;
    this.protocol = protocol == Protocol.H2 ? protocol.word() : "";
  }

  /** Where a body is looked into while it is read: not on an event loop. */
  interface Reader {
    Future<Inspection> read(Intake body, HttpHeaders headers);
  }

  /** The answer, or {@link Trouble}. */
  Future<Answer> answer() {
    return answered.future();
  }

  /** How far it has come, for a message. */
  String progress() {
    return head == null
        ? "no answer so far"
        : "status "
            + head.status().code()
            + ", "
            + Math.max(body.size(), downloaded)
            + " bytes of the body so far";
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, HttpObject message)
      throws IOException {
    if (message.decoderResult().isFailure()) {
      fail(malformed(message.decoderResult().cause()));
      return;
    }
    if (message instanceof HttpResponse response) {
      receive(response, context.channel());
    }
    if (message instanceof HttpContent content && head != null) {
      if (intake.isPresent()) {
        download(content.content(), intake.get(), context.channel());
      } else {
        receive(content.content());
      }
      if (message instanceof LastHttpContent) {
        complete(false);
      }
    }
  }

  private void receive(HttpResponse response, Channel channel) {
    int status = response.status().code();
    if (status < 200 && status != 101) {
      if (++interim > MOST_INTERIM) {
        fail(new Broken("protocol-error", "more than " + MOST_INTERIM + " interim answers (1xx)"));
      }
      return;
    }
    head = response;
    begun.accept(this);
    if (status == 101 || reading.unwanted().test(status)) {
      complete(false);
    } else if (reading.download() > 0) {
      begin(channel);
    }
  }

  private void begin(Channel channel) {
    Intake body =
        new Intake(() -> channel.eventLoop().execute(() -> channel.config().setAutoRead(true)));
    intake = Optional.of(body);
    reader
        .read(body, head.headers())
        .onComplete(
            read -> {
              if (read.succeeded()) {
                answered.tryComplete(answer(!read.result().whole(), Optional.of(read.result())));
              } else {
                answered.tryFail(read.cause());
              }
            });
  }

  /** More than is wanted is handed on too, so that it is known that there was more. */
  private void download(ByteBuf content, Intake to, Channel channel) {
    if (downloaded > reading.download() || !content.isReadable()) {
      return;
    }
    downloaded += content.readableBytes();
    boolean room = to.offer(ByteBufUtil.getBytes(content));
    if (downloaded > reading.download()) {
      complete(true);
    } else if (!room) {
      channel.config().setAutoRead(false);
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
    if (intake.isPresent()) {
      ended = true;
      intake.get().end();
    } else {
      answered.tryComplete(answer(truncated, Optional.empty()));
    }
  }

  private Answer answer(boolean truncated, Optional<Inspection> downloaded) {
    String spoken =
        protocol.isEmpty() ? head.protocolVersion().text().toLowerCase(Locale.ROOT) : protocol;
    return new Answer(head.status().code(), spoken, head.headers(), body, truncated, downloaded);
  }

  /** What comes after all was read does not matter. */
  private void fail(Trouble trouble) {
    if (!ended && answered.tryFail(trouble)) {
      intake.ifPresent(Intake::breakOff);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    fail(closedEarly());
    context.fireChannelInactive();
  }

  /** Over HTTP/2 a server may give up a request, or all of them, and keep the connection. */
  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof Http2ResetFrame reset) {
      Http2Error error = Http2Error.valueOf(reset.errorCode());
      fail(
          new Broken(
              "truncated-response",
              "the server gave up the request (" + error + "), " + progress()));
    } else if (event instanceof Http2GoAwayFrame) {
      fail(
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
    fail(malformed(cause));
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
