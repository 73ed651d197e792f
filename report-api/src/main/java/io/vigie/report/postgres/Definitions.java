package io.vigie.report.postgres;

import io.vigie.contract.check.Check;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Definitions that were read before, by the version of their row: PostgreSQL gives each writing of
 * a row another {@code xmin}. Thread-safe. Of more items than it has room for, the others are read
 * again each time.
 */
final class Definitions {

  private static final int ROOM = 20_000;
  private static final String READ =
      "select id, xmin::text, definition::text from report.item where id = any (?)";
  private static final StoredJson.Reading<Check> CHECK = StoredJson.readerOf(Check.class);

  private final Database database;
  private final Map<String, Version> known = new ConcurrentHashMap<>();

  Definitions(Database database) {
    this.database = database;
  }

  private record Version(String edition, Check check) {}

  /** The definitions of items, by their ids; what has been removed meanwhile is not there. */
  Map<String, Check> of(Map<String, String> editions) {
    Map<String, Check> found = new HashMap<>();
    editions.forEach((id, edition) -> known(id, edition).ifPresent(it -> found.put(id, it)));
    List<String> missing = editions.keySet().stream().filter(id -> !found.containsKey(id)).toList();
    if (!missing.isEmpty()) {
      database
          .query(
              READ,
              row -> {
                Optional<Check> check = CHECK.read(row.getString(3));
                String edition = row.getString(2);
                String id = row.getString(1);
                check.ifPresent(it -> keep(id, new Version(edition, it)));
                return check;
              },
              missing)
          .forEach(read -> read.ifPresent(it -> found.put(it.item().toString(), it)));
    }
    return found;
  }

  private Optional<Check> known(String id, String edition) {
    return Optional.ofNullable(known.get(id))
        .filter(version -> version.edition().equals(edition))
        .map(Version::check);
  }

  private void keep(String id, Version version) {
    if (known.size() < ROOM || known.containsKey(id)) {
      known.put(id, version);
    }
  }

  /** Forgets what is watched no more. */
  void retain(Map<String, String> editions) {
    known.keySet().retainAll(editions.keySet());
  }
}
