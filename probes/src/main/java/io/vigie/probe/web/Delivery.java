package io.vigie.probe.web;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpChunkedInput;
import io.netty.handler.stream.ChunkedWriteHandler;
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
    wire.pipeline()
        .addBefore(wire.pipeline().context(reader).name(), null, new ChunkedWriteHandler());
    chunks = Optional.of(request.body().get().chunks());
    var _ = wire.write(request.head(spoken));
    var _ = wire.writeAndFlush(chunks.get());
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
}
