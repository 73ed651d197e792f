package io.vigie.probe.expect;

/**
 * An expectation that cannot be used. The index is its place in the list, the column counts from 1
 * and is where in the expression the trouble is.
 */
public record Problem(int index, String expression, int column, String message) {

  /** The message with its place in the expression. */
  public String text() {
    return "column " + column + ": " + message;
  }
}
