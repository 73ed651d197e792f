package io.vigie.probe.database;

import java.util.List;
import java.util.Map;

/**
 * What a query answered.
 *
 * @param rows each by the names of its columns
 * @param truncated true when there was more
 */
record Table(List<String> columns, List<Map<String, Object>> rows, boolean truncated) {

  static final Table NONE = new Table(List.of(), List.of(), false);

  Table {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }
}
