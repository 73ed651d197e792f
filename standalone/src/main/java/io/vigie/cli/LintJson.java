package io.vigie.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.vigie.contract.check.ChecklistReport.Gravity;
import io.vigie.scheduler.checklist.ChecklistProblem;
import java.util.List;

/** Problems as a JSON array. A line and a column of 0 mean the whole file. */
final class LintJson {

  private LintJson() {}

  static ArrayNode of(List<ChecklistProblem> problems) {
    var array = JsonNodeFactory.instance.arrayNode();
    for (var problem : problems) {
      array
          .addObject()
          .put("file", problem.file())
          .put("line", problem.line())
          .put("column", problem.column())
          .put("path", problem.path())
          .put("severity", severity(problem.gravity()))
          .put("message", problem.explained());
    }
    return array;
  }

  /** The word for a gravity; SARIF has the same two. */
  static String severity(Gravity gravity) {
    return switch (gravity) {
      case ERROR -> "error";
      case WARNING -> "warning";
    };
  }
}
