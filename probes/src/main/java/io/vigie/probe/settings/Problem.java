package io.vigie.probe.settings;

import io.vigie.probe.settings.Node.Position;

/**
 * Something that an author must change. The path, such as {@code items[3].http.url}, says where;
 * the message says what is required and what was found.
 */
public record Problem(Position at, String path, String message) {

  /** The path and the message, without the place. */
  public String text() {
    return path.isEmpty() ? message : path + ": " + message;
  }
}
