package io.vigie.probe;

import io.vigie.probe.settings.NearestWord;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * All kinds there are, by name. A kind is found by being there ({@link ServiceLoader}); two of one
 * name are refused. Immutable and thread-safe.
 */
public final class ProbeKinds {

  private static final Pattern SLUG = Pattern.compile("[a-z][a-z0-9-]{0,31}");

  private final Map<String, ProbeKind<?>> kinds;

  private ProbeKinds(Map<String, ProbeKind<?>> kinds) {
    this.kinds = Collections.unmodifiableMap(kinds);
  }

  /** The kinds on the class path. */
  public static ProbeKinds discovered() {
    return of(
        ServiceLoader.load(ProbeKind.class, ProbeKinds.class.getClassLoader()).stream()
            .<ProbeKind<?>>map(ServiceLoader.Provider::get)
            .toList());
  }

  /** Exactly these kinds. */
  public static ProbeKinds of(Collection<? extends ProbeKind<?>> all) {
    Map<String, ProbeKind<?>> kinds = new TreeMap<>();
    for (ProbeKind<?> kind : all) {
      add(kinds, kind);
    }
    return new ProbeKinds(kinds);
  }

  private static void add(Map<String, ProbeKind<?>> kinds, ProbeKind<?> kind) {
    if (!SLUG.matcher(kind.name()).matches()) {
      throw new IllegalStateException(
          kind.getClass().getName()
              + ": name must be lower-case letters, digits and dashes, was \""
              + kind.name()
              + "\"");
    }
    ProbeKind<?> other = kinds.putIfAbsent(kind.name(), kind);
    if (other != null) {
      throw new IllegalStateException(
          "probe kind \""
              + kind.name()
              + "\": must be implemented once, is by "
              + other.getClass().getName()
              + " and "
              + kind.getClass().getName());
    }
  }

  public Optional<ProbeKind<?>> find(String name) {
    return Optional.ofNullable(kinds.get(name));
  }

  /** The names, sorted. */
  public Set<String> names() {
    return kinds.keySet();
  }

  public Collection<ProbeKind<?>> all() {
    return kinds.values();
  }

  /** What to say of a name that is not known, with the nearest that is. */
  public String unknown(String name) {
    return "unknown kind \"" + name + "\"; " + NearestWord.hint("kind", name, names());
  }
}
