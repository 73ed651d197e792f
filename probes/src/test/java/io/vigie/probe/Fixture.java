package io.vigie.probe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vigie.probe.settings.SettingsReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * An example of how a kind is written in a checklist: {@code valid-*.yaml}, or {@code
 * invalid-*.yaml} with what must be said of it in the first line. Lies in the kind's folder.
 */
record Fixture(ProbeKind<?> kind, String name, String text) {

  private static final String MUST_SAY = "# must say: ";
  private static final String SILENCE_IS_SEEN = "# a silent target is seen";
  private static final String NEEDS_EQUIPMENT = "# needs equipment";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The fixtures of a kind whose names begin so. */
  static List<Fixture> of(ProbeKind<?> kind, String prefix) {
    String folder = "/" + kind.getClass().getPackageName().replace('.', '/');
    URL found = kind.getClass().getResource(folder + "/valid-everything.yaml");
    if (found == null) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(Path.of(found.toURI()).getParent())) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(prefix))
          .filter(file -> file.toString().endsWith(".yaml"))
          .sorted()
          .map(file -> new Fixture(kind, file.getFileName().toString(), read(file)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Fails with everything that is wrong. */
  Record settings(int port) {
    return SettingsReader.of(kind.settings()).read(document(port).get(kind.name()));
  }

  List<String> expectations() {
    List<String> expectations = new ArrayList<>();
    document(1).path("expect").forEach(expectation -> expectations.add(expectation.asText()));
    return expectations;
  }

  String mustSay() {
    return text.lines().findFirst().orElseThrow().substring(MUST_SAY.length());
  }

  boolean saysWhatMustBeSaid() {
    return text.startsWith(MUST_SAY);
  }

  /** True for an example that is blind on a runner that lends nothing. */
  boolean needsEquipment() {
    return text.startsWith(NEEDS_EQUIPMENT);
  }

  /** True for an example that asks no more of a target than to be there. */
  boolean seesASilentTarget() {
    return text.startsWith(SILENCE_IS_SEEN);
  }

  private JsonNode document(int port) {
    Load yaml = new Load(LoadSettings.builder().build());
    return JSON.valueToTree(yaml.loadFromString(text.replace("${port}", String.valueOf(port))));
  }

  @Override
  public String toString() {
    return kind.name() + "/" + name;
  }
}
