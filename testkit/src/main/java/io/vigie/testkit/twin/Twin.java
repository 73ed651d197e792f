package io.vigie.testkit.twin;

import java.net.URI;
import java.util.List;
import java.util.Set;

/** A running stand-in of a system. Thread-safe; a planted fault shows from the next request on. */
public interface Twin extends AutoCloseable {

  String name();

  /** Where people find it, without a slash at the end. */
  URI url();

  /** All that it can do wrong. */
  List<Fault> faults();

  /** The names of the faults that it has now. */
  Set<String> planted();

  /** Does this wrong from now on. */
  void plant(String fault);

  /** Does this right again. */
  void mend(String fault);

  default boolean has(String fault) {
    return faults().stream().anyMatch(candidate -> candidate.name().equals(fault));
  }

  @Override
  void close();
}
