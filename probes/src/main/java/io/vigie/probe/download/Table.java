package io.vigie.probe.download;

import java.util.List;

/**
 * A file as comma-separated values.
 *
 * @param header the fields of its first line
 * @param rows how many records there are below
 */
public record Table(List<String> header, long rows) {
  public Table {
    header = List.copyOf(header);
  }
}
