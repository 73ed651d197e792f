package io.vigie.probe.web;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.handler.codec.http2.Http2StreamChannelBootstrap;
import io.netty.handler.codec.http2.Http2StreamFrameToHttpObjectCodec;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vigie.probe.net.EndOfPipeline;

/** Puts a version of HTTP on a connection. */
final class Wire {

  /** Bytes of all headers of an answer together. */
  static final int MOST_HEADERS = 64 * 1024;

  /** Bytes of a body that HTTP/2 may send ahead. */
  private static final int WINDOW = 256 * 1024;

  private static final HttpDecoderConfig DECODING =
      new HttpDecoderConfig()
          .setMaxInitialLineLength(8 * 1024)
          .setMaxHeaderSize(MOST_HEADERS)
          .setMaxChunkSize(16 * 1024)
          .setValidateHeaders(false);

  private Wire() {}

  /** The channel on which a request is written, with {@code exchange} to read the answer. */
  static Future<Channel> http(Channel connection, Protocol spoken, Exchange exchange) {
    return switch (spoken) {
      case H2 -> http2(connection, exchange);
      case ANY, HTTP_1_1 -> http1(connection, exchange);
    };
  }

  private static Future<Channel> http1(Channel connection, Exchange exchange) {
    append(connection, new HttpClientCodec(DECODING, false, false));
    append(connection, exchange);
    return connection.isActive()
        ? Future.succeededFuture(connection)
        : Future.failedFuture(exchange.closedEarly());
  }

  private static Future<Channel> http2(Channel connection, Exchange exchange) {
    append(
        connection,
        Http2FrameCodecBuilder.forClient()
            .initialSettings(
                Http2Settings.defaultSettings()
                    .pushEnabled(false)
                    .maxHeaderListSize(MOST_HEADERS)
                    .initialWindowSize(WINDOW))
            .gracefulShutdownTimeoutMillis(0)
            .build());
    append(connection, new Http2MultiplexHandler(new ChannelInboundHandlerAdapter()));
    append(connection, new OfTheConnection(exchange));
    Promise<Channel> opened = Promise.promise();
    new Http2StreamChannelBootstrap(connection)
        .handler(new Stream(exchange))
        .open()
        .addListener(
            done -> {
              if (done.isSuccess()) {
                opened.complete((Channel) done.getNow());
              } else {
                opened.fail(exchange.closedEarly());
              }
            });
    return opened.future();
  }

  /** Adds a handler in front of the last one. */
  static void append(Channel channel, ChannelHandler handler) {
    channel.pipeline().addBefore(channel.pipeline().lastContext().name(), null, handler);
  }

  /**
   * What breaks the connection breaks the exchange, which has a stream of its own; so does a server
   * that speaks of nothing but the connection, each frame of which would have to be answered.
   */
  private static final class OfTheConnection extends ChannelInboundHandlerAdapter {
    private static final int MOST_FRAMES = 100;

    private final Exchange exchange;
    private int frames;

    OfTheConnection(Exchange exchange) {
      this.exchange = exchange;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object frame) {
      ReferenceCountUtil.release(frame);
      frames++;
      if (frames == MOST_FRAMES + 1) {
        exchange.breakOff(
            new Http2Exception(
                Http2Error.ENHANCE_YOUR_CALM,
                "more than " + MOST_FRAMES + " frames about the connection alone"));
        var _ = context.close();
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      exchange.breakOff(cause);
      context.fireExceptionCaught(cause);
    }
  }

  private static final class Stream extends ChannelInitializer<Http2StreamChannel> {
    private final Exchange exchange;

    Stream(Exchange exchange) {
      this.exchange = exchange;
    }

    @Override
    protected void initChannel(Http2StreamChannel stream) {
      stream
          .pipeline()
          .addLast(new Http2StreamFrameToHttpObjectCodec(false), exchange, new EndOfPipeline());
    }
  }
}
