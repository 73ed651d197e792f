package io.vigie.testkit.dns;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** A name server on one port, for datagrams and TCP. What it was not told about does not exist. */
public final class FakeDns implements AutoCloseable {

  private static final int NXDOMAIN = 3;

  private final ServerSocket listener;
  private final DatagramSocket datagrams;
  private final Map<String, Zone> zones = new ConcurrentHashMap<>();
  private final AtomicInteger overUdp = new AtomicInteger();
  private final AtomicInteger overTcp = new AtomicInteger();
  private volatile UnaryOperator<byte[]> spoiling = UnaryOperator.identity();
  private volatile boolean deafOverTcp;

  private FakeDns() throws IOException {
    listener = new ServerSocket();
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    datagrams = new DatagramSocket(listener.getLocalSocketAddress());
  }

  public static FakeDns start() {
    try {
      FakeDns server = new FakeDns();
      Thread.ofVirtual().start(server::serveDatagrams);
      Thread.ofVirtual().start(server::serveStreams);
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is said of a name, whatever the type. */
  public FakeDns says(String name, Zone zone) {
    zones.put(name, zone);
    return this;
  }

  /** Changes every answer before it is sent. */
  public FakeDns spoiling(UnaryOperator<byte[]> change) {
    spoiling = change;
    return this;
  }

  /** Closes every TCP connection at once. */
  public FakeDns withoutTcp() {
    deafOverTcp = true;
    return this;
  }

  public int port() {
    return listener.getLocalPort();
  }

  /** How many queries came as datagrams. */
  public int overUdp() {
    return overUdp.get();
  }

  /** How many queries came over TCP. */
  public int overTcp() {
    return overTcp.get();
  }

  private void serveDatagrams() {
    byte[] buffer = new byte[4096];
    while (!datagrams.isClosed()) {
      try {
        serve(new DatagramPacket(buffer, buffer.length));
      } catch (IOException e) {
        // It is being closed, or whoever asked has gone; the next one may not have.
      }
    }
  }

  private void serve(DatagramPacket query) throws IOException {
    datagrams.receive(query);
    overUdp.incrementAndGet();
    byte[] received = Arrays.copyOf(query.getData(), query.getLength());
    Zone zone = zone(received);
    if (!zone.silent()) {
      byte[] answer = spoiling.apply(zone.message(received, true));
      datagrams.send(new DatagramPacket(answer, answer.length, query.getSocketAddress()));
    }
  }

  private void serveStreams() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket accepted) {
    try (Socket socket = accepted) {
      if (deafOverTcp) {
        return;
      }
      DataInputStream in = new DataInputStream(socket.getInputStream());
      byte[] query = in.readNBytes(in.readUnsignedShort());
      overTcp.incrementAndGet();
      byte[] answer = spoiling.apply(zone(query).message(query, false));
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      out.writeShort(answer.length);
      out.write(answer);
    } catch (IOException e) {
      // Whoever asked has gone.
      return;
    }
  }

  private Zone zone(byte[] query) {
    StringBuilder name = new StringBuilder();
    for (int at = 12; query[at] != 0; at += query[at] + 1) {
      name.append(name.isEmpty() ? "" : ".");
      for (int i = 1; i <= query[at]; i++) {
        name.append((char) query[at + i]);
      }
    }
    return zones.getOrDefault(name.toString(), Zone.of(NXDOMAIN));
  }

  @Override
  public void close() {
    datagrams.close();
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
