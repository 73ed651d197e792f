package io.vigie.probe.dns;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.InternetProtocolFamily;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.impl.VertxInternal;
import io.vigie.probe.dns.DnsMessage.Malformed;
import io.vigie.probe.net.Attempt;
import io.vigie.probe.net.Dialer;
import io.vigie.probe.net.Trouble.Broken;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Asks one resolver one question: by datagram, once more if nothing comes, and over TCP where the
 * answer does not fit. Confined to one event loop.
 */
final class DnsClient {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Duration LONGEST_PATIENCE = Duration.ofSeconds(3);

  private final Attempt attempt;
  private final InetSocketAddress server;
  private final DnsQuestion question;
  private final int id = RANDOM.nextInt(0x10000);
  private final Promise<DnsMessage> answered = Promise.promise();

  DnsClient(Attempt attempt, InetSocketAddress server, DnsQuestion question) {
    this.attempt = attempt;
    this.server = server;
    this.question = question;
  }

  /** What came, and how. */
  record Answered(DnsMessage message, boolean overTcp) {}

  /** Fails with {@link Broken} where there is no answer; what the answer says does not matter. */
  Future<Answered> ask() {
    ChannelFuture opening = datagrams().connect(server);
    Channel channel = opening.channel();
    attempt.own(channel);
    opening.addListener(
        done -> {
          if (done.isSuccess()) {
            sendPatiently(channel);
          } else {
            answered.tryFail(unreachable());
          }
        });
    return answered
        .future()
        .onComplete(
            _ -> {
              var _ = channel.close();
            })
        .compose(
            message ->
                message.truncated()
                    ? overTcp()
                    : Future.succeededFuture(new Answered(message, false)));
  }

  private Bootstrap datagrams() {
    InternetProtocolFamily family = InternetProtocolFamily.of(server.getAddress());
    return new Bootstrap()
        .group(attempt.loop())
        .channelFactory(
            () -> ((VertxInternal) attempt.context().vertx()).transport().datagramChannel(family))
        .handler(new Datagrams());
  }

  private void sendPatiently(Channel channel) {
    long half = patience().toMillis() / 2;
    send(channel);
    var _ = attempt.loop().schedule(() -> send(channel), half, TimeUnit.MILLISECONDS);
    var _ =
        attempt.loop().schedule(() -> answered.tryFail(silent()), 2 * half, TimeUnit.MILLISECONDS);
  }

  /** A part of what is left, so that silence has its own code and not that of the deadline. */
  private Duration patience() {
    Duration most = attempt.context().remaining().multipliedBy(3).dividedBy(4);
    return most.compareTo(LONGEST_PATIENCE) < 0 ? most : LONGEST_PATIENCE;
  }

  private void send(Channel channel) {
    if (!answered.future().isComplete()) {
      var _ = channel.writeAndFlush(Unpooled.wrappedBuffer(question.message(id)));
    }
  }

  private void receive(byte[] bytes, Promise<DnsMessage> into) {
    try {
      into.tryComplete(DnsMessage.read(bytes, question));
    } catch (Malformed e) {
      into.tryFail(malformed(e));
    }
  }

  private Future<Answered> overTcp() {
    Promise<DnsMessage> answer = Promise.promise();
    return attempt
        .another(server.getAddress(), server.getPort())
        .compose(
            channel -> {
              channel
                  .pipeline()
                  .addFirst(
                      new LengthFieldBasedFrameDecoder(0xffff + 2, 0, 2, 0, 2), new Stream(answer));
              byte[] message = question.message(id);
              ByteBuf framed = Unpooled.buffer(message.length + 2);
              var _ = channel.writeAndFlush(framed.writeShort(message.length).writeBytes(message));
              return answer.future();
            })
        .recover(failure -> Future.failedFuture(truncated(failure)))
        .map(message -> new Answered(message, true));
  }

  private Broken silent() {
    return new Broken("dns-timeout", shown() + " did not answer");
  }

  private Broken unreachable() {
    return new Broken("resolver-unreachable", shown() + " cannot be reached: nobody listens");
  }

  private Broken malformed(Malformed why) {
    return new Broken(
        "dns-malformed", "the answer of " + shown() + " is malformed: " + why.getMessage());
  }

  private Throwable truncated(Throwable failure) {
    return failure instanceof Broken broken && !broken.code().equals("dns-malformed")
        ? new Broken(
            "dns-truncated",
            "the answer of "
                + shown()
                + " does not fit a datagram, and over TCP: "
                + broken.getMessage())
        : failure;
  }

  String shown() {
    return Dialer.shown(server);
  }

  /** Where a resolver listens. */
  static InetSocketAddress at(InetAddress address, int port) {
    return new InetSocketAddress(address, port);
  }

  /** What is not an answer to this query was sent by somebody else: the real one may yet come. */
  private final class Datagrams extends SimpleChannelInboundHandler<DatagramPacket> {
    @Override
    protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet) {
      byte[] bytes = ByteBufUtil.getBytes(packet.content());
      if (DnsMessage.answers(bytes, id)) {
        receive(bytes, answered);
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      answered.tryFail(unreachable());
      var _ = context.close();
    }
  }

  private final class Stream extends SimpleChannelInboundHandler<ByteBuf> {
    private final Promise<DnsMessage> answer;

    Stream(Promise<DnsMessage> answer) {
      this.answer = answer;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf frame) {
      byte[] bytes = ByteBufUtil.getBytes(frame);
      if (DnsMessage.answers(bytes, id)) {
        receive(bytes, answer);
      } else {
        answer.tryFail(malformed(new Malformed("it answers another query")));
      }
      var _ = context.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      answer.tryFail(new Broken("connection-closed", "connection closed"));
      context.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      answer.tryFail(new Broken("connection-reset", "connection reset"));
      var _ = context.close();
    }
  }
}
