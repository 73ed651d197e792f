package io.vigie.report.record;

import io.vigie.contract.command.Command;
import io.vigie.contract.result.Result;

/**
 * Tells the other services what came in here. Each call returns once the message is safe; it throws
 * {@link UnpublishedException} when that is not known, and may then be called again with the same
 * message, which counts once.
 */
public interface Publisher {

  /** What a person signed or a job reported. */
  void publish(Result result);

  /** What somebody asked for. */
  void publish(Command command);
}
