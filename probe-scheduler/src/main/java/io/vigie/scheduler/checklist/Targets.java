package io.vigie.scheduler.checklist;

import io.vigie.contract.check.ProbeOrder;
import io.vigie.probe.ProbeKind;
import io.vigie.probe.ProbeKinds;
import io.vigie.probe.settings.SettingsReader;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Tells the host that an order looks at, as its kind does. Immutable. */
public final class Targets {

  private final Map<String, Reader<?>> readers = new HashMap<>();

  public Targets(ProbeKinds kinds) {
    for (ProbeKind<?> kind : kinds.all()) {
      readers.put(kind.name(), Reader.of(kind));
    }
  }

  /** Those of the kinds on the class path. */
  public static Targets ofThisProcess() {
    return new Targets(ProbeKinds.discovered());
  }

  /** Empty where the kind does not tell, or is not known here. */
  public Optional<String> of(ProbeOrder order) {
    return Optional.ofNullable(readers.get(order.kind())).flatMap(reader -> reader.target(order));
  }

  private record Reader<S extends Record>(ProbeKind<S> kind, SettingsReader<S> settings) {

    static <S extends Record> Reader<S> of(ProbeKind<S> kind) {
      return new Reader<>(kind, SettingsReader.of(kind.settings()));
    }

    Optional<String> target(ProbeOrder order) {
      try {
        return kind.target(settings.read(order.settings()));
      } catch (IllegalArgumentException e) {
        // An order that this process would not have written: the runner says what is wrong with it.
        return Optional.empty();
      }
    }
  }
}
