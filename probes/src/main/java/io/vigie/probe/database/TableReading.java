package io.vigie.probe.database;

import io.vigie.probe.net.Trouble.Broken;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Takes rows as they come in, as many as are wanted. Not thread-safe. */
final class TableReading {

  /** The most columns that are read. */
  static final int MOST_COLUMNS = 256;

  /** The most bytes of all rows together. */
  static final int MOST_BYTES = 256 * 1024;

  private final int mostRows;
  private final List<String> columns = new ArrayList<>();
  private final List<Map<String, Object>> rows = new ArrayList<>();
  private int bytes;
  private boolean truncated;

  TableReading(int mostRows) {
    this.mostRows = mostRows;
  }

  void column(String name) {
    if (columns.size() == MOST_COLUMNS) {
      throw new Broken("protocol-error", "a row must have at most 256 columns, has more");
    }
    columns.add(name);
  }

  int columns() {
    return columns.size();
  }

  /** Whether a row of so many bytes is still wanted; where not, no later one is. */
  boolean wants(int size) {
    truncated = truncated || rows.size() == mostRows || size > MOST_BYTES - bytes;
    bytes += truncated ? 0 : size;
    return !truncated;
  }

  void row(List<Object> values) {
    Map<String, Object> row = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      row.put(columns.get(i), values.get(i));
    }
    rows.add(Collections.unmodifiableMap(row));
  }

  Table table() {
    return new Table(columns, rows, truncated);
  }
}
