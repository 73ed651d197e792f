package io.vigie.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.vigie.contract.result.Result;
import io.vigie.contract.wire.WireCodec;
import java.util.List;

/** What was seen, as the results that a runner would send, in one JSON array. */
final class RunJson {

  private RunJson() {}

  static void print(Terminal terminal, List<Run> runs) throws JsonProcessingException {
    List<Result> results = runs.stream().map(Run::result).toList();
    terminal.print(
        WireCodec.newMapper().writerWithDefaultPrettyPrinter().writeValueAsString(results));
  }
}
