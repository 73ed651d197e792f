package io.vigie.runner.guard;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A name server that answers as it is told. Knows A records only. */
final class TinyNameServer implements AutoCloseable {

  private static final int NXDOMAIN = 3;

  private final DatagramSocket socket;
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final AtomicInteger asked = new AtomicInteger();

  /** A code with an address, or silence. */
  private record Answer(int code, Optional<String> address, boolean silent) {}

  TinyNameServer() throws IOException {
    socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    Thread.ofPlatform().daemon().name("tiny-name-server").start(this::serve);
  }

  InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort());
  }

  TinyNameServer knows(String name, String address) {
    answers.put(name, new Answer(0, Optional.of(address), false));
    return this;
  }

  TinyNameServer saysOf(String name, int code) {
    answers.put(name, new Answer(code, Optional.empty(), false));
    return this;
  }

  TinyNameServer isSilentAbout(String name) {
    answers.put(name, new Answer(0, Optional.empty(), true));
    return this;
  }

  int questions() {
    return asked.get();
  }

  private void serve() {
    byte[] buffer = new byte[1024];
    while (!socket.isClosed()) {
      DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
      try {
        socket.receive(packet);
        reply(packet);
      } catch (IOException e) {
        assert socket.isClosed() : e;
      }
    }
  }

  private void reply(DatagramPacket packet) throws IOException {
    ByteBuffer query = ByteBuffer.wrap(packet.getData(), 0, packet.getLength());
    short id = query.getShort();
    query.position(12);
    StringBuilder name = new StringBuilder();
    for (int length = query.get(); length > 0; length = query.get()) {
      byte[] label = new byte[length];
      query.get(label);
      name.append(new String(label, java.nio.charset.StandardCharsets.US_ASCII)).append('.');
    }
    short type = query.getShort();
    asked.incrementAndGet();
    String asName = name.isEmpty() ? "." : name.substring(0, name.length() - 1);
    Answer answer = answers.getOrDefault(asName, new Answer(NXDOMAIN, Optional.empty(), false));
    if (!answer.silent()) {
      int end = query.position() + 2;
      byte[] question = java.util.Arrays.copyOfRange(packet.getData(), 12, end);
      byte[] reply = message(id, question, answer, type);
      socket.send(new DatagramPacket(reply, reply.length, packet.getSocketAddress()));
    }
  }

  private static byte[] message(short id, byte[] question, Answer answer, short type)
      throws IOException {
    boolean address = answer.address().isPresent() && type == 1;
    ByteBuffer head = ByteBuffer.allocate(12);
    head.putShort(id).putShort((short) (0x8180 | answer.code())).putShort((short) 1);
    head.putShort((short) (address ? 1 : 0)).putInt(0);
    ByteArrayOutputStream reply = new ByteArrayOutputStream();
    reply.write(head.array());
    reply.write(question);
    if (address) {
      ByteBuffer record = ByteBuffer.allocate(16);
      record.putShort((short) 0xC00C).putShort((short) 1).putShort((short) 1).putInt(3600);
      record.putShort((short) 4);
      record.put(InetAddress.ofLiteral(answer.address().orElseThrow()).getAddress());
      reply.write(record.array());
    }
    return reply.toByteArray();
  }

  @Override
  public void close() {
    socket.close();
  }
}
