package io.vigie.probe.web;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * A body on its way from an event loop to a thread that reads it, with only so much of it waiting.
 */
final class Intake extends InputStream {

  private static final int MOST_WAITING = 128 * 1024;

  private final Runnable roomAgain;
  private final Queue<byte[]> waiting = new ArrayDeque<>();
  private int bytesWaiting;
  private byte[] current = new byte[0];
  private int at;
  private boolean full;
  private boolean ended;
  private boolean broken;

  /**
   * An intake.
   *
   * @param roomAgain is told by the reading thread that more may be offered after all
   */
  Intake(Runnable roomAgain) {
    this.roomAgain = roomAgain;
  }

  /** Takes bytes that nobody changes any more; false when no more should be offered for now. */
  synchronized boolean offer(byte[] chunk) {
    waiting.add(chunk);
    bytesWaiting += chunk.length;
    full = full || bytesWaiting >= MOST_WAITING;
    notifyAll();
    return !full;
  }

  /** There is no more. */
  synchronized void end() {
    ended = true;
    notifyAll();
  }

  /** There will not be more: whoever reads fails. */
  synchronized void breakOff() {
    broken = true;
    notifyAll();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (at == current.length && !next()) {
      return -1;
    }
    int count = Math.min(length, current.length - at);
    System.arraycopy(current, at, into, offset, count);
    at += count;
    return count;
  }

  private boolean next() throws IOException {
    boolean room;
    synchronized (this) {
      awaitMore();
      if (waiting.isEmpty()) {
        return false;
      }
      current = waiting.remove();
      at = 0;
      bytesWaiting -= current.length;
      room = full && bytesWaiting < MOST_WAITING / 2;
      full = full && !room;
    }
    if (room) {
      roomAgain.run();
    }
    return true;
  }

  private synchronized void awaitMore() throws IOException {
    try {
      while (waiting.isEmpty() && !ended && !broken) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      broken = true;
    }
    if (broken) {
      throw new IOException("broken off");
    }
  }
}
