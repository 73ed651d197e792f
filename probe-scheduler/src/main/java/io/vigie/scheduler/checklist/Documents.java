package io.vigie.scheduler.checklist;

import io.vigie.probe.settings.Node;
import io.vigie.probe.settings.Node.Mapping;
import io.vigie.probe.settings.Node.Position;
import io.vigie.probe.settings.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads files for the length of one reading of a folder; groups once. Not thread-safe. */
final class Documents {

  private final Map<Path, Document> groups = new HashMap<>();

  /** A file as it was written, and what is wrong with it as YAML. */
  record Document(Optional<Node> root, Source source, List<Problem> problems) {

    /** The document, where it is a mapping. */
    Optional<Mapping> mapping() {
      return root.filter(Mapping.class::isInstance).map(Mapping.class::cast);
    }

    /** True for a group of items, which is no checklist of its own. */
    boolean isGroup() {
      return mapping().filter(top -> top.entries().containsKey("group")).isPresent();
    }
  }

  Document read(Path path) {
    Path key = path.toAbsolutePath().normalize();
    Document known = groups.get(key);
    if (known == null) {
      known = parsed(path);
      if (known.isGroup()) {
        groups.put(key, known);
      }
    }
    return known;
  }

  private static Document parsed(Path path) {
    List<Problem> problems = new ArrayList<>();
    try {
      String text = text(path);
      Optional<Node> root = YamlNodes.parse(text, problems::add);
      return new Document(root, new Source(text), problems);
    } catch (CharacterCodingException e) {
      problems.add(whole("must be UTF-8 text, was something else"));
    } catch (TooLong e) {
      problems.add(whole("must be at most 1 MiB long, was longer"));
    } catch (IOException e) {
      problems.add(whole("must be readable, was not: " + ChecklistFiles.reason(e)));
    }
    return new Document(Optional.empty(), new Source(""), problems);
  }

  private static Problem whole(String message) {
    return new Problem(Position.NOWHERE, "", message);
  }

  private static final class TooLong extends IOException {
    private static final long serialVersionUID = 1L;
  }

  private static String text(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      byte[] bytes = in.readNBytes(YamlNodes.LONGEST_FILE + 1);
      if (bytes.length > YamlNodes.LONGEST_FILE) {
        throw new TooLong();
      }
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
  }
}
