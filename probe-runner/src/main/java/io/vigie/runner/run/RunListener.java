package io.vigie.runner.run;

import io.vigie.contract.result.Result;

/** Is told of every result, for metrics. */
public interface RunListener {

  RunListener NONE = (_, _) -> {};

  void ended(String kind, Result result);

  /** The same with what was measured, just before. */
  default void measured(Measured measured) {}
}
