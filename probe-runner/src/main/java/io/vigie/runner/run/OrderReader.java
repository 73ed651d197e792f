package io.vigie.runner.run;

import io.vigie.contract.check.Effect;
import io.vigie.contract.check.Polarity;
import io.vigie.contract.check.ProbeOrder;
import io.vigie.probe.ProbeKind;
import io.vigie.probe.ProbeKinds;
import io.vigie.probe.expect.ExpectationCache;
import io.vigie.probe.expect.Expectations;
import io.vigie.probe.expect.LeastRecentlyUsed;
import io.vigie.probe.settings.SettingsReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads probe orders. They were accepted by a scheduler; one that is not accepted here comes from a
 * newer one. Thread-safe.
 */
final class OrderReader {

  private static final int COMPILED = 20_000;

  /** The order of a check is the same from run to run. */
  private static final int REMEMBERED = 10_000;

  private final ProbeKinds kinds;
  private final Map<String, Reader<?>> readers;
  private final Map<ProbeOrder, Order<?>> known = LeastRecentlyUsed.ofCapacity(REMEMBERED);

  OrderReader(ProbeKinds kinds) {
    this.kinds = kinds;
    this.readers = new HashMap<>();
    ExpectationCache cache = new ExpectationCache(COMPILED);
    for (ProbeKind<?> kind : kinds.all()) {
      readers.put(kind.name(), Reader.of(kind, cache));
    }
  }

  Order<?> read(ProbeOrder order) {
    Order<?> read = known.get(order);
    if (read == null) {
      read = readAnew(order);
      known.put(order, read);
    }
    return read;
  }

  private Order<?> readAnew(ProbeOrder order) {
    Reader<?> reader = readers.get(order.kind());
    if (reader == null) {
      throw new Order.Unreadable("kind-unknown", kinds.unknown(order.kind()) + " on this runner");
    }
    return reader.read(order);
  }

  private record Reader<S extends Record>(
      ProbeKind<S> kind, SettingsReader<S> settings, ExpectationCache cache) {

    static <S extends Record> Reader<S> of(ProbeKind<S> kind, ExpectationCache cache) {
      return new Reader<>(kind, SettingsReader.of(kind.settings()), cache);
    }

    Order<S> read(ProbeOrder order) {
      S read = settings(order);
      List<String> expressions =
          order.expect().isEmpty() ? kind.defaultExpectations(read) : order.expect();
      Expected expected =
          new Expected(
              expectations(expressions),
              expectations(order.warn()),
              order.polarity().orElse(Polarity.REQUIRED));
      return limited(Order.of(kind, read, expected), order);
    }

    /** What must keep away from other probes of its target must say what its target is. */
    private Order<S> limited(Order<S> read, ProbeOrder order) {
      if (order.effect().equals(Optional.of(Effect.MAY_LOCK_OUT)) && read.target().isEmpty()) {
        throw new Order.Unreadable(
            "target-unknown",
            "effect may-lock-out: the host must be known before secrets are revealed, the "
                + kind.name()
                + " settings do not tell it");
      }
      return read;
    }

    private S settings(ProbeOrder order) {
      try {
        return settings.read(order.settings());
      } catch (IllegalArgumentException e) {
        throw new Order.Unreadable(
            "settings-unreadable", kind.name() + " settings: " + e.getMessage());
      }
    }

    private Expectations expectations(List<String> expressions) {
      try {
        return cache.get(kind.name(), kind.vocabulary(), expressions);
      } catch (IllegalArgumentException e) {
        throw new Order.Unreadable("expectation-unreadable", e.getMessage());
      }
    }
  }
}
