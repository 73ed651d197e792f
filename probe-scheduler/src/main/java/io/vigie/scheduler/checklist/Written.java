package io.vigie.scheduler.checklist;

import io.vigie.probe.settings.Node;
import io.vigie.probe.settings.Node.Mapping;
import io.vigie.probe.settings.Node.Position;
import io.vigie.probe.settings.Node.Scalar;
import io.vigie.probe.settings.Node.Sequence;

/** A mapping as its author wrote it, for saying where in it something is wrong. */
record Written(Mapping mapping, String path, Findings findings) {

  /** Reports {@code message} at the value that {@code steps} lead to, keys and indices. */
  void error(String message, Object... steps) {
    Found found = find(steps);
    findings.error(found.at(), found.path(), message);
  }

  /** Reports it at the key itself: it should not be there. */
  void errorAtKey(String message, String key) {
    findings.error(mapping.entries().get(key).keyAt(), path + "." + key, message);
  }

  /** The place that {@code steps} lead to, or as far as they lead. */
  Found find(Object... steps) {
    Found found = new Found(mapping, path);
    for (Object step : steps) {
      found = found.within(step);
    }
    return found;
  }

  boolean has(String key) {
    return mapping.entries().containsKey(key);
  }

  /** A value with its path. */
  record Found(Node node, String path) {

    Position at() {
      return node.at();
    }

    Found within(Object step) {
      return switch (node) {
        case Mapping(var entries, var _) when step instanceof String key ->
            new Found(
                entries.containsKey(key) ? entries.get(key).value() : node,
                path.isEmpty() ? key : path + "." + key);
        case Sequence(var items, var _)
            when step instanceof Integer index && index < items.size() ->
            new Found(items.get(index), path + "[" + index + "]");
        case Mapping _, Sequence _, Scalar _ -> this;
      };
    }
  }
}
