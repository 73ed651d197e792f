package io.vigie.probe.tcp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vigie.probe.net.Attempt;
import io.vigie.probe.net.Trouble.Broken;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** Says and waits for what is written, step by step. Confined to one event loop. */
final class Dialogue extends SimpleChannelInboundHandler<ByteBuf> {

  /** More than any greeting; a server that goes on is not waited for. */
  static final int MOST_BYTES = 16 * 1024;

  private final Promise<String> ended = Promise.promise();
  private final StringBuilder said = new StringBuilder();
  private final Attempt attempt;
  private final List<TcpStep> steps;

  /** What is said in each step, with its secrets: shown nowhere. */
  private final List<Optional<String>> sent;

  private int step;
  private int heardUpTo;

  Dialogue(Attempt attempt, List<TcpStep> steps) {
    this.attempt = attempt;
    this.steps = steps;
    this.sent = steps.stream().map(each -> each.send().map(attempt.context()::reveal)).toList();
  }

  /** All that the server said, once the last step is done. */
  Future<String> on(Channel channel) {
    channel.pipeline().addFirst(this);
    attempt.progress(this::waiting);
    if (channel.isActive()) {
      advance(channel);
    } else {
      ended.tryFail(closed());
    }
    return ended.future();
  }

  private void advance(Channel channel) {
    while (step < steps.size() && isDone(channel)) {
      step++;
    }
    if (step == steps.size()) {
      ended.tryComplete(said.toString());
    }
  }

  private boolean isDone(Channel channel) {
    if (sent.get(step).isPresent()) {
      say(channel, sent.get(step).get());
      return true;
    }
    String awaited = steps.get(step).expect().orElseThrow();
    int found = said.indexOf(awaited, heardUpTo);
    if (found < 0) {
      return false;
    }
    heardUpTo = found + awaited.length();
    return true;
  }

  private static void say(Channel channel, String text) {
    String line = text.endsWith("\n") ? text : text + "\r\n";
    var _ = channel.writeAndFlush(Unpooled.copiedBuffer(line, StandardCharsets.UTF_8));
  }

  /** Bytes that are no text are kept apart from each other, one character each. */
  @Override
  protected void channelRead0(ChannelHandlerContext context, ByteBuf bytes) {
    int wanted = Math.min(bytes.readableBytes(), MOST_BYTES - said.length());
    said.append(bytes.readCharSequence(wanted, StandardCharsets.ISO_8859_1));
    if (said.length() - wanted < Attempt.LONGEST_EXCERPT) {
      attempt.excerpt(said.toString());
    }
    advance(context.channel());
    if (said.length() == MOST_BYTES) {
      ended.tryFail(
          new Broken("banner-limit", "said " + MOST_BYTES + " bytes without " + awaited()));
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    ended.tryFail(closed());
    context.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    String reason = Objects.requireNonNullElse(cause.getMessage(), "").toLowerCase(Locale.ROOT);
    ended.tryFail(
        reason.contains("reset")
            ? new Broken("connection-reset", "connection reset by the server, " + waiting())
            : closed());
    var _ = context.close();
  }

  private Broken closed() {
    return said.isEmpty()
        ? new Broken("connection-closed", "connection closed by the server, " + waiting())
        : new Broken("banner-mismatch", "connection closed by the server, " + waiting());
  }

  private String waiting() {
    return "waited for " + awaited() + ", was told " + shown();
  }

  private String awaited() {
    return step == steps.size() ? "nothing more" : '"' + steps.get(step).expect().orElse("") + '"';
  }

  /** The last that was said, made harmless. */
  private String shown() {
    if (said.isEmpty()) {
      return "nothing";
    }
    String last = said.substring(Math.max(0, said.length() - 80)).strip();
    return '"' + last.replaceAll("[^\\x20-\\x7e]+", " ") + '"';
  }
}
