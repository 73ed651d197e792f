package io.vigie.probe.line;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What has come in and was not read yet. The event loop puts in, the one thread of the conversation
 * takes out; it asks the channel for more only when it waits, so a server that floods fills the
 * kernel's buffers and not ours.
 */
final class Inbox extends ChannelInboundHandlerAdapter {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ByteBuf waiting = Unpooled.buffer(1024);
  private ChannelHandlerContext context;
  private boolean closed;
  private Throwable cause;
  private long taken;

  @Override
  public void handlerAdded(ChannelHandlerContext added) {
    context = added;
  }

  @Override
  public void channelRead(ChannelHandlerContext reading, Object message) {
    lock.lock();
    try {
      if (message instanceof ByteBuf bytes) {
        waiting.discardReadBytes().writeBytes(bytes);
      }
      changed.signalAll();
    } finally {
      lock.unlock();
      ReferenceCountUtil.release(message);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext inactive) {
    close(null);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext failed, Throwable why) {
    close(why);
    var _ = failed.close();
  }

  /** Ends all waiting, now and later. */
  void close(Throwable why) {
    lock.lock();
    try {
      if (!closed) {
        closed = true;
        cause = why;
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** The next byte; waits for it. */
  int take() throws Closed {
    lock.lock();
    try {
      await();
      taken++;
      return waiting.readUnsignedByte();
    } finally {
      lock.unlock();
    }
  }

  /** As many bytes as asked for; waits for them. */
  byte[] take(int count) throws Closed {
    byte[] bytes = new byte[count];
    lock.lock();
    try {
      int from = 0;
      while (from < count) {
        await();
        int ready = Math.min(count - from, waiting.readableBytes());
        waiting.readBytes(bytes, from, ready);
        from += ready;
      }
      taken += count;
      return bytes;
    } finally {
      lock.unlock();
    }
  }

  private void await() throws Closed {
    while (!waiting.isReadable()) {
      if (closed) {
        throw new Closed(cause);
      }
      context.channel().read();
      try {
        changed.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new Closed(e);
      }
    }
  }

  /** Whether something is there that nobody has asked for. */
  boolean isEmpty() {
    lock.lock();
    try {
      return !waiting.isReadable();
    } finally {
      lock.unlock();
    }
  }

  /** How many bytes were read. */
  long taken() {
    lock.lock();
    try {
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /** The other side has gone, in an orderly way where there is no cause. */
  static final class Closed extends Exception {
    private static final long serialVersionUID = 1L;

    Closed(Throwable cause) {
      super("closed", cause, false, false);
    }
  }
}
