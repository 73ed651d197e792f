package io.vigie.runner.kafka;

import io.vigie.contract.job.Job;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Sends a job again that came to nothing, where giving it back would lose it or hold others up: it
 * is done here once it is at the end of its topic.
 *
 * @param again sends it, where that is better than giving it back
 */
record Resending(JobTaker taker, Supplier<CompletionStage<?>> again) implements JobTaker {

  @Override
  public int room() {
    return taker.room();
  }

  @Override
  public boolean isWilling() {
    return taker.isWilling();
  }

  @Override
  public CompletionStage<?> take(Job job) {
    CompletableFuture<Boolean> handled = new CompletableFuture<>();
    var _ =
        taker
            .take(job)
            .whenComplete(
                (_, failure) -> {
                  if (failure == null) {
                    handled.complete(true);
                  } else {
                    sendAgain(handled);
                  }
                });
    return handled;
  }

  private void sendAgain(CompletableFuture<Boolean> handled) {
    var _ =
        again
            .get()
            .whenComplete(
                (_, failure) -> {
                  if (failure == null) {
                    handled.complete(true);
                  } else {
                    handled.completeExceptionally(failure);
                  }
                });
  }
}
