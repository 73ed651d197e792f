package io.vigie.probe.sink;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a runner lends that hosts sinks. Names come from checklists, and are answered only while
 * somebody listens there or did lately. Thread-safe.
 */
public interface Sinks {

  /** Where to send to; absent where the runner does not open this door. */
  Optional<String> address(String name, Door door);

  /** The part of the address that strangers must not know. */
  String token(String name);

  /**
   * Begins to listen, when its turn has come: of those that cannot be told apart, one listens after
   * the other. Whoever gives up waiting closes what it gets later.
   */
  Future<Sink> open(Order order);

  /** What has arrived so lately; from now on, what arrives is kept for so long. */
  Recent recent(Order order, Duration last);

  /**
   * What to listen for.
   *
   * @param nonce where present, only what has it in it is meant
   * @param headers what to keep beside the usual ones, by lower-case name
   */
  record Order(
      String name,
      Door door,
      List<SinkAnswer> answers,
      Optional<String> nonce,
      Set<String> headers) {
    public Order {
      answers = List.copyOf(answers);
      headers = Set.copyOf(headers);
    }
  }

  /**
   * What arrived lately.
   *
   * @param watched how long the sink has listened without a break
   */
  record Recent(List<SinkRequest> requests, Duration watched) {
    public Recent {
      requests = List.copyOf(requests);
    }
  }

  /** One that listens. */
  interface Sink extends AutoCloseable {

    /** What has arrived so far, in its order. */
    List<SinkRequest> requests();

    /** How many there are, also of those that were too many to be kept. */
    int count();

    /** How many requests arrived that are not meant. */
    int others();

    /** When clients refused the certificate, as time since the opening. */
    List<Duration> refusals();

    /** How long it has been open. */
    Duration openFor();

    /** Has {@code listener} called, on any thread, whenever something of this changes. */
    void onChange(Runnable listener);

    @Override
    void close();
  }
}
