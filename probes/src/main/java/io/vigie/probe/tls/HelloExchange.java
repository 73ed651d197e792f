package io.vigie.probe.tls;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vigie.probe.tls.HelloAnswer.Refused;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Sends one hello and reads the answer to it. Closing or silence is an answer too. */
final class HelloExchange extends SimpleChannelInboundHandler<ByteBuf> {

  private final Promise<HelloAnswer> answered = Promise.promise();
  private final ByteArrayOutputStream heard = new ByteArrayOutputStream();

  private HelloExchange() {}

  static Future<HelloAnswer> on(Channel channel, Hello hello, Duration patience) {
    HelloExchange exchange = new HelloExchange();
    channel.pipeline().addFirst(exchange);
    var _ = channel.writeAndFlush(Unpooled.wrappedBuffer(hello.bytes()));
    if (!channel.isActive()) {
      exchange.settle(new Refused("closed"));
    }
    var _ =
        channel
            .eventLoop()
            .schedule(
                () -> exchange.settle(new Refused("silence")),
                patience.toMillis(),
                TimeUnit.MILLISECONDS);
    return exchange
        .answered
        .future()
        .onComplete(
            _ -> {
              var _ = channel.close();
            });
  }

  private void settle(HelloAnswer answer) {
    answered.tryComplete(answer);
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, ByteBuf bytes) throws IOException {
    bytes.readBytes(heard, Math.min(bytes.readableBytes(), HelloAnswer.MOST_BYTES - heard.size()));
    HelloAnswer.read(heard.toByteArray()).ifPresent(this::settle);
    if (heard.size() == HelloAnswer.MOST_BYTES) {
      settle(new Refused("too long an answer"));
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    settle(new Refused("closed"));
    context.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    settle(new Refused("reset"));
    var _ = context.close();
  }
}
