package io.vigie.probe.tls;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpVersion;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vigie.probe.net.Attempt;
import io.vigie.probe.tls.Pointers.Address;

/** Fetches one small thing in clear. The address was named by the target: it is judged like one. */
final class Download extends SimpleChannelInboundHandler<FullHttpResponse> {

  private static final int MOST_BYTES = 2 * 1024 * 1024;

  private final Promise<byte[]> fetched = Promise.promise();

  private Download() {}

  /** The content of an answer of status 200; fails otherwise. */
  static Future<byte[]> of(Attempt attempt, Address address) {
    return ask(
        attempt,
        address,
        new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, address.path()));
  }

  /** The same, in answer to a question. */
  static Future<byte[]> answerTo(
      byte[] question, String contentType, Attempt attempt, Address address) {
    DefaultFullHttpRequest request =
        new DefaultFullHttpRequest(
            HttpVersion.HTTP_1_1,
            HttpMethod.POST,
            address.path(),
            Unpooled.wrappedBuffer(question));
    request
        .headers()
        .set(HttpHeaderNames.CONTENT_TYPE, contentType)
        .set(HttpHeaderNames.CONTENT_LENGTH, question.length);
    return ask(attempt, address, request);
  }

  private static Future<byte[]> ask(
      Attempt attempt, Address address, DefaultFullHttpRequest request) {
    return attempt
        .resolveFurther(address.place().host())
        .compose(ips -> attempt.another(ips.getFirst(), address.place().port()))
        .compose(channel -> new Download().over(channel, address, request));
  }

  private Future<byte[]> over(Channel channel, Address address, DefaultFullHttpRequest request) {
    channel.pipeline().addFirst(new HttpClientCodec(), new HttpObjectAggregator(MOST_BYTES), this);
    request
        .headers()
        .set(HttpHeaderNames.HOST, address.authority())
        .set(HttpHeaderNames.USER_AGENT, "vigie")
        .set(HttpHeaderNames.CONNECTION, "close");
    var _ = channel.writeAndFlush(request);
    if (!channel.isActive()) {
      fail("connection closed");
    }
    return fetched.future();
  }

  private void fail(String why) {
    fetched.tryFail(why);
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpResponse answer) {
    if (answer.status().code() == 200) {
      fetched.tryComplete(ByteBufUtil.getBytes(answer.content()));
    } else {
      fail("status " + answer.status().code());
    }
    var _ = context.close();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    fail("connection closed");
    context.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    fail(cause.getClass().getSimpleName());
    var _ = context.close();
  }
}
