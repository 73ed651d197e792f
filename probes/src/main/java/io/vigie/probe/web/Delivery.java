package io.vigie.probe.web;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpChunkedInput;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.Optional;

/**
 * How a request is written: at once where it is small, and a large body as fast as it is taken.
 * Confined to one event loop.
 */
final class Delivery {

  private final WebRequest request;
  private final Protocol spoken;
  private Optional<HttpChunkedInput> chunks = Optional.empty();

  Delivery(WebRequest request, Protocol spoken) {
    this.request = request;
    this.spoken = spoken;
  }

  /**
   * Begins to write.
   *
   * @param reader reads the answer on {@code wire}
   */
  void begin(Channel wire, Exchange reader) {
    if (request.body().filter(WebBody::isLarge).isEmpty()) {
      var _ = wire.writeAndFlush(request.message(spoken));
      return;
    }
    stayOpen(wire);
    HttpChunkedInput all = request.body().get().chunks();
    chunks = Optional.of(all);
    Pump pump = new Pump(wire, all);
    wire.pipeline().addBefore(wire.pipeline().context(reader).name(), null, pump);
    var _ = wire.write(request.head(spoken));
    pump.goOn();
  }

  /**
   * A server that has seen enough answers and closes, and then what is written fails: there may
   * still be an answer to read.
   */
  private static void stayOpen(Channel wire) {
    Channel connection = wire.parent() == null ? wire : wire.parent();
    connection.config().setAutoClose(false);
  }

  /** How many bytes of the body were handed to the connection. */
  long sent() {
    return chunks
        .map(HttpChunkedInput::progress)
        .orElseGet(() -> request.body().map(WebBody::size).orElse(0L));
  }

  /** True where that is all of it. */
  boolean isWhole() {
    return sent() == request.body().map(WebBody::size).orElse(0L);
  }

  /** Writes chunks while they are taken, a few at a time: others live on this event loop too. */
  private static final class Pump extends ChannelInboundHandlerAdapter {

    private static final int AT_ONCE = 4;

    private final Channel wire;
    private final HttpChunkedInput chunks;
    private boolean waiting;
    private boolean over;

    Pump(Channel wire, HttpChunkedInput chunks) {
      this.wire = wire;
      this.chunks = chunks;
    }

    void goOn() {
      waiting = false;
      try {
        for (int i = 0; i < AT_ONCE && !over && wire.isActive() && wire.isWritable(); i++) {
          write(chunks.readChunk(wire.alloc()));
        }
      } catch (Exception e) {
        throw new IllegalStateException("a body that is made up must be readable", e);
      }
      wire.flush();
      again();
    }

    private void write(HttpContent chunk) {
      over = chunk == null || chunk instanceof LastHttpContent;
      if (chunk != null) {
        wire.write(chunk).addListener(written -> over = over || !written.isSuccess());
      }
    }

    private void again() {
      if (!over && !waiting && wire.isActive() && wire.isWritable()) {
        waiting = true;
        wire.eventLoop().execute(this::goOn);
      }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
      again();
      context.fireChannelWritabilityChanged();
    }
  }
}
