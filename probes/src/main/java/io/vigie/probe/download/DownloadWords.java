package io.vigie.probe.download;

import static dev.cel.common.types.SimpleType.INT;
import static dev.cel.common.types.SimpleType.STRING;

import dev.cel.common.types.ListType;
import io.vigie.probe.expect.Absent;
import io.vigie.probe.expect.Lazy;
import io.vigie.probe.net.Glossary;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words for a body as a file. All of it is computed only when it is spoken of; what needs the
 * whole file has no value where the body was cut.
 */
public final class DownloadWords {

  private static final Pattern FILENAME = Pattern.compile("(?i)filename=\"?([^\";]*)");

  private DownloadWords() {}

  /** Adds them. */
  public static Glossary words(Glossary words) {
    return words
        .add(
            "download.type",
            STRING,
            "What the first bytes of the body say that it is: pdf, zip, gzip, png, jpeg, gif,"
                + " bzip2, 7z, sqlite, elf, html, xml, json or text; empty where they say nothing.")
        .add("download.bytes", INT, "The size of the whole body, uncompressed.")
        .add("download.sha256", STRING, "The SHA-256 of the whole body in hexadecimal.")
        .add("download.filename", STRING, "The name that content-disposition gives it.")
        .add("zip.entries", ListType.create(STRING), "The names of what is in it, at most 1,000.")
        .add("zip.count", INT, "How many entries there are.")
        .add("csv.header", ListType.create(STRING), "The columns of the first line.")
        .add("csv.rows", INT, "How many rows there are below the header.");
  }

  /**
   * Their facts.
   *
   * @param disposition the header, empty where there is none
   */
  public static void facts(
      Map<String, Object> facts, String disposition, Supplier<Inspection> file) {
    Lazy seen = Lazy.of(file::get);
    facts.put("download.type", of(seen, is -> FileType.of(is.kept().bytes())));
    facts.put("download.bytes", whole(seen, Inspection::bytes));
    facts.put("download.sha256", whole(seen, Inspection::sha256));
    facts.put("download.filename", Lazy.of(() -> filename(disposition)));
    facts.put("zip.entries", whole(seen, is -> unlessTrouble(is, is.archive().names())));
    facts.put("zip.count", whole(seen, is -> unlessTrouble(is, is.archive().count())));
    facts.put("csv.header", of(seen, is -> is.table().header()));
    facts.put("csv.rows", whole(seen, is -> is.table().rows()));
  }

  private static Object unlessTrouble(Inspection seen, Object value) {
    return seen.archive().trouble().<Object>map(Absent::new).orElse(value);
  }

  private static Lazy of(Lazy seen, Function<Inspection, Object> word) {
    return Lazy.of(() -> word.apply((Inspection) seen.value()));
  }

  private static Lazy whole(Lazy seen, Function<Inspection, Object> word) {
    return of(
        seen,
        is ->
            is.whole()
                ? word.apply(is)
                : new Absent("it needs the whole body, of which only a part was read"));
  }

  private static String filename(String disposition) {
    Matcher matcher = FILENAME.matcher(disposition);
    return matcher.find() ? matcher.group(1).strip() : "";
  }
}
