package io.vigie.probe.tls;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vigie.probe.net.Trouble.Broken;
import java.nio.charset.StandardCharsets;

/** Asks in clear for TLS. Bytes are characters here, one each. Confined to one event loop. */
abstract class Upgrade extends SimpleChannelInboundHandler<ByteBuf> {

  private static final int MOST_BYTES = 16 * 1024;

  /** What was heard and not yet understood. */
  protected final StringBuilder heard = new StringBuilder();

  private final Promise<Channel> upgraded = Promise.promise();
  private Channel channel;

  /** The channel when TLS may begin; fails with {@link Broken} when it may not. */
  static Future<Channel> of(StartTls protocol, Channel channel) {
    Upgrade upgrade =
        switch (protocol) {
          case SMTP -> new SmtpUpgrade();
          case IMAP -> new ImapUpgrade();
          case POSTGRES -> new PostgresUpgrade();
          case LDAP -> new LdapUpgrade();
        };
    upgrade.channel = channel;
    channel.pipeline().addFirst(upgrade);
    upgrade.begin();
    if (!channel.isActive()) {
      upgrade.fail("starttls-refused", "connection closed before TLS could be asked for");
    }
    return upgrade.upgraded.future();
  }

  /** Says what the client says without being asked. */
  abstract void begin();

  /** Something more was heard. */
  abstract void hear();

  void say(String text) {
    var _ = channel.writeAndFlush(Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1));
  }

  /** What follows in clear was put there by somebody else, or the server is broken. */
  void ready() {
    if (!heard.isEmpty()) {
      fail("starttls-injection", "something in clear follows the word that TLS may begin");
      return;
    }
    channel.pipeline().remove(this);
    upgraded.tryComplete(channel);
  }

  void fail(String code, String message) {
    upgraded.tryFail(new Broken(code, message));
  }

  /** True when nothing more is to be heard. */
  boolean isSettled() {
    return upgraded.future().isComplete();
  }

  /** A text from the server as a message shows it. */
  static String shown(String text) {
    String harmless = text.strip().replaceAll("[^\\x20-\\x7e]+", " ");
    return '"' + (harmless.length() <= 80 ? harmless : harmless.substring(0, 80) + "…") + '"';
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, ByteBuf bytes) {
    int wanted = Math.min(bytes.readableBytes(), MOST_BYTES - heard.length());
    heard.append(bytes.readCharSequence(wanted, StandardCharsets.ISO_8859_1));
    hear();
    if (heard.length() == MOST_BYTES) {
      fail(
          "protocol-error",
          "the server must say that TLS may begin, said " + MOST_BYTES + " bytes");
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    fail("starttls-refused", "connection closed by the server when TLS was asked for");
    context.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    fail("connection-reset", "connection reset by the server when TLS was asked for");
    var _ = context.close();
  }
}
