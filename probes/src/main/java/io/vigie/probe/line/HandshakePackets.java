package io.vigie.probe.line;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;

/**
 * Carries a handshake of TLS within packets, as SQL Server has it before a login: eight bytes, of
 * which the third and fourth are the length of all. Behind the handshake, bytes go as they are.
 * Confined to the event loop of its channel; holds no more of what comes in than those eight bytes.
 */
final class HandshakePackets extends ChannelDuplexHandler {

  private static final int PRELOGIN = 0x12;
  private static final int LAST = 1;
  private static final int HEADER = 8;
  private static final int MOST_CONTENT = 4096 - HEADER;

  private final ByteBuf header = Unpooled.buffer(HEADER, HEADER);
  private final ByteBuf outgoing = Unpooled.buffer();
  private int left;
  private boolean over;

  /** The handshake is done. */
  void over() {
    over = true;
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (over || !(message instanceof ByteBuf bytes)) {
      send(context);
      var _ = context.write(message, promise);
      return;
    }
    outgoing.writeBytes(bytes);
    bytes.release();
    promise.trySuccess();
  }

  @Override
  public void flush(ChannelHandlerContext context) {
    send(context);
    context.flush();
  }

  private void send(ChannelHandlerContext context) {
    while (outgoing.isReadable()) {
      int length = Math.min(MOST_CONTENT, outgoing.readableBytes());
      boolean last = length == outgoing.readableBytes();
      ByteBuf packet = context.alloc().buffer(HEADER + length);
      packet.writeByte(PRELOGIN).writeByte(last ? LAST : 0).writeShort(HEADER + length);
      packet.writeInt(0).writeBytes(outgoing, length);
      var _ = context.write(packet);
    }
    outgoing.clear();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (over || !(message instanceof ByteBuf bytes)) {
      context.fireChannelRead(message);
      return;
    }
    try {
      while (bytes.isReadable()) {
        take(context, bytes);
      }
    } finally {
      bytes.release();
    }
  }

  private void take(ChannelHandlerContext context, ByteBuf bytes) {
    if (over) {
      context.fireChannelRead(bytes.readRetainedSlice(bytes.readableBytes()));
    } else if (left > 0) {
      int length = Math.min(left, bytes.readableBytes());
      left -= length;
      context.fireChannelRead(bytes.readRetainedSlice(length));
    } else {
      bytes.readBytes(header, Math.min(header.writableBytes(), bytes.readableBytes()));
      if (!header.isWritable()) {
        left = Math.max(0, header.getUnsignedShort(2) - HEADER);
        header.clear();
      }
    }
  }
}
