package io.vigie.probe.web;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpChunkedInput;
import io.netty.handler.stream.ChunkedStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;

/**
 * What a request sends, in pieces; one that is large is made while it is sent. May hold secrets;
 * has no text form.
 */
public final class WebBody {

  /** What is sent in one go. */
  private static final int MOST_AT_ONCE = 64 * 1024;

  private static final int CHUNK = 32 * 1024;

  private final List<Piece> pieces;
  private final long size;

  /** A part of a body. */
  public sealed interface Piece permits Bytes, MadeFile {

    long size();

    /** Its bytes from the first on, as often as it is asked for. */
    InputStream open();
  }

  private static final class Bytes implements Piece {
    private final byte[] bytes;

    Bytes(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public long size() {
      return bytes.length;
    }

    @Override
    public InputStream open() {
      return new ByteArrayInputStream(bytes);
    }
  }

  private WebBody(List<Piece> pieces) {
    this.pieces = List.copyOf(pieces);
    this.size = pieces.stream().mapToLong(Piece::size).sum();
  }

  /** These bytes. */
  public static WebBody of(byte[] bytes) {
    return of(List.of(piece(bytes)));
  }

  /** This text in UTF-8. */
  public static WebBody of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** These pieces, one after the other. */
  public static WebBody of(List<Piece> pieces) {
    return new WebBody(pieces);
  }

  /** These bytes as a piece. */
  public static Piece piece(byte[] bytes) {
    return new Bytes(bytes.clone());
  }

  public long size() {
    return size;
  }

  boolean isLarge() {
    return size > MOST_AT_ONCE;
  }

  /** All of it, where it is not large. */
  ByteBuf content() {
    try (InputStream in = open()) {
      return Unpooled.wrappedBuffer(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its chunks, each made when it can be sent. */
  HttpChunkedInput chunks() {
    return new HttpChunkedInput(new ChunkedStream(open(), CHUNK));
  }

  private InputStream open() {
    return new SequenceInputStream(
        Collections.enumeration(pieces.stream().map(Piece::open).toList()));
  }

  @Override
  public String toString() {
    return size + " bytes";
  }
}
