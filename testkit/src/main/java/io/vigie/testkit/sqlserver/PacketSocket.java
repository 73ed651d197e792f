package io.vigie.testkit.sqlserver;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/**
 * Carries a handshake within packets, all that is said at once as one message; behind it, bytes go
 * as they are. Confined to its thread.
 */
final class PacketSocket extends Socket {

  private final Socket plain;
  private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();
  private boolean over;

  PacketSocket(Socket plain) {
    this.plain = plain;
  }

  /** The handshake is done. */
  void over() throws IOException {
    sendWaiting();
    over = true;
  }

  private void sendWaiting() throws IOException {
    if (waiting.size() > 0) {
      FakeSqlServer.write(plain.getOutputStream(), FakeSqlServer.PRELOGIN, waiting.toByteArray());
      waiting.reset();
    }
  }

  @Override
  public boolean isConnected() {
    return plain.isConnected();
  }

  @Override
  public boolean isClosed() {
    return plain.isClosed();
  }

  @Override
  public InputStream getInputStream() throws IOException {
    DataInputStream in = new DataInputStream(plain.getInputStream());
    return new InputStream() {
      private int left;

      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] into, int from, int length) throws IOException {
        if (over) {
          return in.read(into, from, length);
        }
        sendWaiting();
        while (left == 0) {
          try {
            left = FakeSqlServer.header(in, FakeSqlServer.PRELOGIN).length();
          } catch (EOFException e) {
            return -1;
          }
        }
        int taken = in.read(into, from, Math.min(left, length));
        left -= Math.max(0, taken);
        return taken;
      }
    };
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    OutputStream out = plain.getOutputStream();
    return new OutputStream() {
      @Override
      public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int from, int length) throws IOException {
        if (over) {
          out.write(bytes, from, length);
          out.flush();
        } else {
          waiting.write(bytes, from, length);
        }
      }
    };
  }

  @Override
  public void close() throws IOException {
    plain.close();
  }
}
