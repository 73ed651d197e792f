package io.vigie.probe.web;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vigie.probe.ProbeContext;
import io.vigie.probe.net.Attempt;
import io.vigie.probe.net.HostPort;
import io.vigie.probe.net.Trouble.Broken;
import io.vigie.probe.net.Trouble.Ours;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The way through a proxy. Egress policy judges the proxy's addresses and the target's, as far as
 * this runner can resolve it: a proxy must not be the way to what may not be reached. A name that
 * only the proxy can resolve is the proxy's affair, but for those of metadata services.
 */
final class ProxyWay {

  private static final int LONGEST_ANSWER = 8 * 1024;

  private static final Set<String> METADATA =
      Set.of("metadata", "instance-data", "metadata.azure.com", "rancher-metadata");

  private final WebProxy proxy;
  private final Attempt attempt;
  private final Web.Course course;
  private final Consumer<Channel> opened;

  ProxyWay(WebProxy proxy, Attempt attempt, Web.Course course, Consumer<Channel> opened) {
    this.proxy = proxy;
    this.attempt = attempt;
    this.course = course;
    this.opened = opened;
  }

  /** A connection on which {@code url} may be asked for. */
  Future<Channel> to(Url url) {
    HostPort address = proxy.address();
    return judged(url.host())
        .compose(_ -> course.resolve(address.host()))
        .compose(addresses -> course.dial(addresses, address.port()))
        .recover(ProxyWay::proxyFailed)
        .onSuccess(opened::accept)
        .compose(channel -> url.secure() ? tunnel(channel, url) : Future.succeededFuture(channel));
  }

  private Future<Void> judged(String host) {
    String plain = host.toLowerCase(Locale.ROOT).replaceAll("\\.$", "");
    if (METADATA.contains(plain) || plain.endsWith(".internal")) {
      return refused("the host " + host + " must not be asked for through a proxy");
    }
    Promise<Void> judged = Promise.promise();
    attempt
        .context()
        .resolve(host)
        .onComplete(
            result ->
                attempt
                    .loop()
                    .execute(
                        () -> {
                          if (result.cause() instanceof ProbeContext.TargetRefused e) {
                            judged.fail(new Ours("target-refused", e.getMessage()));
                          } else if (result.succeeded()
                              || result.cause() instanceof UnknownHostException) {
                            judged.complete();
                          } else {
                            judged.fail(new Ours("resolver", "resolving " + host + " failed"));
                          }
                        }));
    return judged.future();
  }

  private static Future<Void> refused(String why) {
    return Future.failedFuture(new Ours("target-refused", why));
  }

  private static Future<Channel> proxyFailed(Throwable cause) {
    return Future.failedFuture(
        cause instanceof Broken broken
            ? new Broken("proxy-failed", "the proxy: " + broken.getMessage())
            : cause);
  }

  static Broken unknownToTheProxy() {
    return new Broken("proxy-auth", "the proxy demands other credentials (407)");
  }

  private Future<Channel> tunnel(Channel channel, Url url) {
    course.tunnelling();
    Promise<Channel> open = Promise.promise();
    channel.pipeline().addFirst(new Tunnel(open));
    String to =
        (url.host().indexOf(':') < 0 ? url.host() : "[" + url.host() + "]") + ":" + url.port();
    String request =
        "CONNECT "
            + to
            + " HTTP/1.1\r\nHost: "
            + to
            + "\r\n"
            + proxy.authorization().map(text -> "Proxy-Authorization: " + text + "\r\n").orElse("")
            + "\r\n";
    var _ = channel.writeAndFlush(Unpooled.copiedBuffer(request, StandardCharsets.ISO_8859_1));
    return open.future();
  }

  /** Reads the answer to CONNECT, up to its empty line, and goes. */
  private static final class Tunnel extends SimpleChannelInboundHandler<ByteBuf> {

    private final Promise<Channel> open;
    private final StringBuilder answer = new StringBuilder();

    Tunnel(Promise<Channel> open) {
      this.open = open;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf bytes) {
      while (bytes.isReadable() && !isComplete()) {
        if (answer.length() >= LONGEST_ANSWER) {
          open.tryFail(failed("answers with more than 8 KiB"));
          return;
        }
        answer.append((char) (bytes.readByte() & 0xff));
      }
      if (isComplete()) {
        judge(context, bytes);
      }
    }

    private boolean isComplete() {
      return answer.length() >= 4 && answer.substring(answer.length() - 4).equals("\r\n\r\n");
    }

    private void judge(ChannelHandlerContext context, ByteBuf more) {
      String status = answer.toString().replaceFirst("(?s)^HTTP/1\\.[01] (\\d{3})[ \r].*$", "$1");
      if (!status.matches("\\d{3}")) {
        open.tryFail(failed("does not answer in HTTP"));
      } else if (status.startsWith("2") && more.isReadable()) {
        open.tryFail(failed("says more than its answer before it was asked"));
      } else if (status.startsWith("2")) {
        context.pipeline().remove(this);
        open.tryComplete(context.channel());
      } else if (status.equals("407")) {
        open.tryFail(unknownToTheProxy());
      } else if (status.startsWith("4")) {
        open.tryFail(
            new Broken("proxy-refused", "the proxy refuses to connect to the target: " + status));
      } else {
        open.tryFail(failed("cannot connect to the target: " + status));
      }
    }

    private static Broken failed(String how) {
      return new Broken("proxy-failed", "the proxy " + how);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      open.tryFail(failed("closed the connection"));
      context.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      open.tryFail(failed("reset the connection"));
      var _ = context.close();
    }
  }
}
