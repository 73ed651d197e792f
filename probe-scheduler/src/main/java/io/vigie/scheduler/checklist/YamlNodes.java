package io.vigie.scheduler.checklist;

import io.vigie.probe.settings.Node;
import io.vigie.probe.settings.Node.Mapping;
import io.vigie.probe.settings.Node.Position;
import io.vigie.probe.settings.Node.Scalar;
import io.vigie.probe.settings.Node.Sequence;
import io.vigie.probe.settings.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * YAML as data: no tags, few aliases, little nesting. Built from the parser's events and not from
 * its loader, so that every limit stops the reading where it is crossed, before anything grows.
 */
final class YamlNodes {

  static final int DEEPEST = 30;
  static final int MOST_ALIASES = 50;
  static final int MOST_VALUES = 100_000;
  static final int LONGEST_FILE = 1 << 20;

  private static final LoadSettings SETTINGS =
      LoadSettings.builder().setCodePointLimit(LONGEST_FILE + 1).setUseMarks(true).build();

  private final Consumer<Problem> problems;
  private final Iterator<Event> events;
  private final Map<Anchor, Anchored> anchors = new HashMap<>();
  private int aliases;
  private int values;

  private YamlNodes(String text, Consumer<Problem> problems) {
    this.events = new Parse(SETTINGS).parseString(text).iterator();
    this.problems = problems;
  }

  /** A value with how many values it consists of. */
  private record Anchored(Node node, int values) {}

  /** Stops the reading: what follows cannot be made sense of. */
  private static final class Unusable extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Problem problem;

    Unusable(Position at, String path, String message) {
      super(message, null, false, false);
      this.problem = new Problem(at, path, message);
    }
  }

  /** The document, or nothing when it cannot be read; the reason is among the problems. */
  static Optional<Node> parse(String text, Consumer<Problem> problems) {
    try {
      return Optional.of(new YamlNodes(text, problems).document());
    } catch (Unusable unusable) {
      problems.accept(unusable.problem);
    } catch (MarkedYamlEngineException e) {
      Position at = e.getProblemMark().map(YamlNodes::position).orElse(Position.NOWHERE);
      problems.accept(new Problem(at, "", "must be valid YAML, " + reason(e)));
    } catch (YamlEngineException e) {
      problems.accept(
          new Problem(Position.NOWHERE, "", "must be valid YAML, " + firstLine(e.getMessage())));
    }
    return Optional.empty();
  }

  private Node document() {
    next();
    if (next().getEventId() == Event.ID.StreamEnd) {
      throw new Unusable(new Position(1, 1), "", "must be a mapping, was empty");
    }
    Node root = node(next(), "", 1);
    next();
    Event after = next();
    if (after.getEventId() != Event.ID.StreamEnd) {
      throw new Unusable(position(after), "", "must hold one document, was several");
    }
    return root;
  }

  private Node node(Event event, String path, int depth) {
    Position at = position(event);
    if (depth > DEEPEST) {
      throw new Unusable(at, path, "must be nested at most " + DEEPEST + " levels deep");
    }
    if (event instanceof AliasEvent alias) {
      return aliased(alias, path);
    }
    NodeEvent start = (NodeEvent) event;
    int before = values;
    count(1, at);
    Node node =
        switch (start) {
          case ScalarEvent scalar -> scalar(scalar, path);
          case SequenceStartEvent sequence -> sequence(sequence, path, depth);
          case MappingStartEvent mapping -> mapping(mapping, path, depth);
          default -> throw new IllegalStateException("yaml: unexpected event " + event);
        };
    start.getAnchor().ifPresent(name -> anchors.put(name, new Anchored(node, values - before)));
    return node;
  }

  private Node aliased(AliasEvent alias, String path) {
    Position at = position(alias);
    aliases++;
    if (aliases > MOST_ALIASES) {
      throw new Unusable(at, path, "must have at most " + MOST_ALIASES + " aliases");
    }
    Anchored anchored = anchors.get(alias.getAlias());
    if (anchored == null) {
      String name = alias.getAlias().getValue();
      throw new Unusable(at, path, "alias must name an anchor that ended before it, was *" + name);
    }
    count(anchored.values(), at);
    return anchored.node();
  }

  private void count(int more, Position at) {
    values += more;
    if (values > MOST_VALUES) {
      throw new Unusable(at, "", "must consist of at most " + MOST_VALUES + " values");
    }
  }

  private Node sequence(SequenceStartEvent start, String path, int depth) {
    refuseTag(start.getTag(), start, path);
    List<Node> items = new ArrayList<>();
    for (Event event = next(); event.getEventId() != Event.ID.SequenceEnd; event = next()) {
      items.add(node(event, path + "[" + items.size() + "]", depth + 1));
    }
    return new Sequence(items, position(start));
  }

  private Node mapping(MappingStartEvent start, String path, int depth) {
    refuseTag(start.getTag(), start, path);
    Map<String, Mapping.Entry> entries = new LinkedHashMap<>();
    for (Event event = next(); event.getEventId() != Event.ID.MappingEnd; event = next()) {
      if (!(event instanceof ScalarEvent key)) {
        throw new Unusable(position(event), path, "a key must be a word, was something else");
      }
      String name = key.getValue();
      String below = path.isEmpty() ? name : path + "." + name;
      refuseTag(key.getTag(), key, below);
      Mapping.Entry entry = new Mapping.Entry(position(key), node(next(), below, depth + 1));
      Mapping.Entry first = entries.putIfAbsent(name, entry);
      if (first != null) {
        String message = "must be given once, was first given in line " + first.keyAt().line();
        problems.accept(new Problem(entry.keyAt(), below, message));
      }
    }
    return new Mapping(entries, position(start));
  }

  private Node scalar(ScalarEvent event, String path) {
    refuseTag(event.getTag(), event, path);
    return new Scalar(valueOf(event), position(event));
  }

  private static Object valueOf(ScalarEvent event) {
    String text = event.getValue();
    String tag = SETTINGS.getSchema().getScalarResolver().resolve(text, event.isPlain()).getValue();
    return switch (tag) {
      case "tag:yaml.org,2002:null" -> null;
      case "tag:yaml.org,2002:bool" -> Boolean.valueOf(text);
      case "tag:yaml.org,2002:int" -> whole(text);
      case "tag:yaml.org,2002:float" -> decimal(text);
      default -> text;
    };
  }

  /** One that does not fit becomes a decimal, which is refused where a whole number is required. */
  private static Object whole(String text) {
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException e) {
      return Double.valueOf(text);
    }
  }

  private static Object decimal(String text) {
    try {
      return Double.valueOf(text);
    } catch (NumberFormatException notANumberInJava) {
      return text;
    }
  }

  private void refuseTag(Optional<String> tag, Event event, String path) {
    tag.ifPresent(
        found ->
            problems.accept(
                new Problem(position(event), path, "must have no tag, was \"" + found + "\"")));
  }

  private Event next() {
    return events.next();
  }

  private static Position position(Event event) {
    return event.getStartMark().map(YamlNodes::position).orElse(Position.NOWHERE);
  }

  private static Position position(Mark mark) {
    return new Position(mark.getLine() + 1, mark.getColumn() + 1);
  }

  private static String reason(MarkedYamlEngineException e) {
    String problem = firstLine(e.getProblem());
    return e.getContext() == null ? problem : firstLine(e.getContext()) + ": " + problem;
  }

  private static String firstLine(String text) {
    return text == null ? "no detail" : text.lines().findFirst().orElse("no detail");
  }
}
