package io.vigie.alert.simulation;

import io.vigie.alert.pace.Loop;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;

/**
 * What is a thread in the service. It runs only while whoever resumes it waits, and may pause
 * between any two effects, so that all there is happens one after the other and is the same for the
 * same seed.
 */
final class Strand {

  private static final ThreadLocal<Strand> CURRENT = new ThreadLocal<>();

  private final BooleanSupplier idle;
  private final Loop.Task task;
  private final Semaphore go = new Semaphore(0);
  private final Semaphore back = new Semaphore(0);
  private boolean begun;
  private Throwable failure;

  /**
   * @param idle true while a round would change nothing
   */
  Strand(BooleanSupplier idle, Loop.Task task) {
    this.idle = idle;
    this.task = task;
  }

  /** True where a round would change nothing, so that it can be left out. */
  boolean isIdle() {
    return !begun && idle.getAsBoolean();
  }

  /** True in the midst of a round. */
  boolean isPaused() {
    return begun;
  }

  /** Runs on until the round is over or pauses; throws what the round has thrown. */
  void resume() {
    if (begun) {
      go.release();
    } else {
      begun = true;
      Thread.ofVirtual().start(this::round);
    }
    back.acquireUninterruptibly();
    Throwable thrown = failure;
    failure = null;
    if (thrown instanceof RuntimeException exception) {
      throw exception;
    }
    if (thrown instanceof Error error) {
      throw error;
    }
  }

  /** Runs a whole round at once. */
  void runThrough() {
    boolean _ = task.round();
  }

  private void round() {
    CURRENT.set(this);
    try {
      runThrough();
    } catch (RuntimeException | Error e) {
      failure = e;
    } finally {
      begun = false;
      back.release();
    }
  }

  /** Lets others go on; called by what runs in a strand. */
  static void pause() {
    Strand current = CURRENT.get();
    current.back.release();
    current.go.acquireUninterruptibly();
  }
}
