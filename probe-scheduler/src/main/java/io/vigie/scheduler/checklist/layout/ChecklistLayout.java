package io.vigie.scheduler.checklist.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CommentEvent;

/** Brings the text of a checklist into its uniform form, or leaves it alone. */
public final class ChecklistLayout {

  private static final LoadSettings WITH_COMMENTS =
      LoadSettings.builder().setParseComments(true).build();

  private final ToIntFunction<String> ofHead;
  private final ToIntFunction<String> ofItems;
  private final Function<String, Optional<?>> meaning;

  /**
   * A layout.
   *
   * @param ofHead the rank of each key of a head
   * @param ofItems the rank of each key of an item
   * @param meaning what a text means, where it can be read; equal for texts that mean the same
   */
  public ChecklistLayout(
      ToIntFunction<String> ofHead,
      ToIntFunction<String> ofItems,
      Function<String, Optional<?>> meaning) {
    this.ofHead = ofHead;
    this.ofItems = ofItems;
    this.meaning = meaning;
  }

  /** What came of a text. */
  public sealed interface Laid {

    /** The uniform text; it means what the other means and has the same comments. */
    record Uniform(String text) implements Laid {}

    /** It is left alone, and why. */
    record LeftAlone(String why) implements Laid {}
  }

  /** The uniform form of a text. Never throws. */
  public Laid of(String text) {
    Optional<?> meant = meaning.apply(text);
    if (meant.isEmpty()) {
      return new Laid.LeftAlone("must be without mistakes in its YAML, was not");
    }
    try {
      String uniform = once(text.replace("\r\n", "\n"));
      if (!once(uniform).equals(uniform)) {
        return new Laid.LeftAlone("its form cannot be made uniform for good");
      }
      boolean same =
          meant.equals(meaning.apply(uniform)) && comments(text).equals(comments(uniform));
      return same
          ? new Laid.Uniform(uniform)
          : new Laid.LeftAlone("another form would not mean the same");
    } catch (RuntimeException | StackOverflowError e) {
      return new Laid.LeftAlone("its form is not understood: " + e);
    }
  }

  private String once(String text) {
    String indented = Indentation.of(Spelling.of(text));
    return withoutSpareBlanks(KeyOrder.of(indented, ofHead, ofItems));
  }

  /** One blank line where there were several, none at either end. */
  private static String withoutSpareBlanks(String text) {
    Outline outline = new Outline(text);
    List<String> kept = new ArrayList<>();
    for (int line = 0; line < outline.lines().size(); line++) {
      boolean spare = kept.isEmpty() || (line > 0 && outline.isBlank(line - 1));
      if (!(outline.isBlank(line) && spare)) {
        kept.add(outline.lines().get(line));
      }
    }
    while (!kept.isEmpty() && kept.getLast().isEmpty()) {
      kept.removeLast();
    }
    return String.join("\n", kept) + "\n";
  }

  private static List<String> comments(String text) {
    List<String> comments = new ArrayList<>();
    for (var event : new Parse(WITH_COMMENTS).parseString(text)) {
      if (event instanceof CommentEvent comment && !comment.getValue().isBlank()) {
        comments.add(comment.getValue().stripTrailing());
      }
    }
    comments.sort(null);
    return comments;
  }
}
