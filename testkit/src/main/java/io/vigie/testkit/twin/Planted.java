package io.vigie.testkit.twin;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;

/** The faults that there can be, and those that there are. Thread-safe. */
public final class Planted {

  private final List<Fault> faults;
  private final Set<String> planted = new ConcurrentSkipListSet<>();

  public Planted(List<Fault> faults) {
    this.faults = List.copyOf(faults);
  }

  public List<Fault> faults() {
    return faults;
  }

  /** A snapshot of the names. */
  public Set<String> names() {
    return new TreeSet<>(planted);
  }

  public boolean contains(String fault) {
    return planted.contains(fault);
  }

  public void plant(String fault) {
    planted.add(known(fault));
  }

  public void mend(String fault) {
    planted.remove(known(fault));
  }

  private String known(String fault) {
    if (faults.stream().noneMatch(candidate -> candidate.name().equals(fault))) {
      throw new NoSuchElementException(
          "fault: must be one of "
              + faults.stream().map(Fault::name).toList()
              + ", was \""
              + fault
              + "\"");
    }
    return fault;
  }
}
