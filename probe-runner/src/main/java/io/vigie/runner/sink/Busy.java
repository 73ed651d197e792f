package io.vigie.runner.sink;

/** What one connection is doing. Confined to its event loop. */
final class Busy {

  private final Runnable unasked;
  private boolean asked;
  private boolean answering;

  /**
   * A fresh connection.
   *
   * @param unasked what to do where it ends without a request
   */
  Busy(Runnable unasked) {
    this.unasked = unasked;
  }

  void asked() {
    asked = true;
  }

  void answers() {
    answering = true;
  }

  boolean isAnswering() {
    return answering;
  }

  void closed() {
    if (!asked) {
      unasked.run();
    }
  }
}
