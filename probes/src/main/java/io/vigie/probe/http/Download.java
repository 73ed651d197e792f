package io.vigie.probe.http;

import static dev.cel.common.types.SimpleType.INT;
import static dev.cel.common.types.SimpleType.STRING;

import dev.cel.common.types.ListType;
import io.vigie.probe.expect.Absent;
import io.vigie.probe.expect.Lazy;
import io.vigie.probe.net.Glossary;
import io.vigie.probe.web.WebResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * A body as a file. All of it is computed only when it is spoken of; what needs the whole file has
 * no value where the body was cut.
 */
final class Download {

  /** Entries of an archive that are told. */
  static final int MOST_ENTRIES = 1_000;

  /** Bytes that all entries of an archive together may inflate to while they are listed. */
  static final int MOST_INFLATED = 16 * 1024 * 1024;

  private static final Map<String, String> MAGIC = magic();

  private final WebResponse answer;

  Download(WebResponse answer) {
    this.answer = answer;
  }

  private static Map<String, String> magic() {
    Map<String, String> magic = new LinkedHashMap<>();
    magic.put("%PDF-", "pdf");
    magic.put("PK\u0003\u0004", "zip");
    magic.put("PK\u0005\u0006", "zip");
    magic.put("\u001f\u008b", "gzip");
    magic.put("\u0089PNG\r\n\u001a\n", "png");
    magic.put("\u00ff\u00d8\u00ff", "jpeg");
    magic.put("GIF8", "gif");
    magic.put("BZh", "bzip2");
    magic.put("7z\u00bc\u00af'\u001c", "7z");
    magic.put("SQLite format 3\0", "sqlite");
    magic.put("\u007fELF", "elf");
    return magic;
  }

  static void words(Glossary words) {
    words
        .add(
            "download.type",
            STRING,
            "What the first bytes of the body say that it is: pdf, zip, gzip, png, jpeg, gif,"
                + " bzip2, 7z, sqlite, elf, html, xml, json or text; empty where they say nothing.")
        .add("download.sha256", STRING, "The SHA-256 of the whole body in hexadecimal.")
        .add("download.filename", STRING, "The name that content-disposition gives it.")
        .add("zip.entries", ListType.create(STRING), "The names of what is in it, at most 1,000.")
        .add("zip.count", INT, "How many entries there are, at most 1,000 are counted.")
        .add("csv.header", ListType.create(STRING), "The columns of the first line.")
        .add("csv.rows", INT, "How many rows there are below the header.");
  }

  void facts(Map<String, Object> facts) {
    facts.put("download.type", Lazy.of(this::type));
    facts.put("download.sha256", whole(this::sha256));
    facts.put("download.filename", Lazy.of(this::filename));
    facts.put("zip.entries", whole(this::entries));
    facts.put("zip.count", whole(this::count));
    facts.put("csv.header", Lazy.of(this::header));
    facts.put("csv.rows", whole(() -> (long) Math.max(0, records().size() - 1)));
  }

  private Lazy whole(Supplier<Object> value) {
    return Lazy.of(
        () ->
            answer.truncated()
                ? new Absent("it needs the whole body, which was cut at maxBody")
                : value.get());
  }

  private String type() {
    byte[] body = answer.body();
    String start = new String(body, 0, Math.min(body.length, 256), StandardCharsets.ISO_8859_1);
    return MAGIC.entrySet().stream()
        .filter(known -> start.startsWith(known.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseGet(() -> text(start));
  }

  private static String text(String start) {
    String lower = start.strip().toLowerCase(Locale.ROOT);
    if (lower.startsWith("<!doctype html") || lower.startsWith("<html")) {
      return "html";
    } else if (lower.startsWith("<?xml")) {
      return "xml";
    } else if (lower.startsWith("{") || lower.startsWith("[")) {
      return "json";
    }
    boolean readable = start.chars().allMatch(c -> c >= ' ' || c == '\n' || c == '\r' || c == '\t');
    return lower.isEmpty() || !readable ? "" : "text";
  }

  private String sha256() {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(answer.body()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256: must be available", e);
    }
  }

  private String filename() {
    return Optional.of(answer.headers().joined("content-disposition"))
        .map(text -> text.replaceFirst("(?is)^.*filename=\"?([^\";]*)\"?.*$", "$1"))
        .filter(name -> answer.headers().joined("content-disposition").contains("filename="))
        .orElse("");
  }

  private Object entries() {
    List<String> names = new ArrayList<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(answer.body()))) {
      long inflated = 0;
      byte[] skipped = new byte[8192];
      for (ZipEntry entry = zip.getNextEntry();
          entry != null && names.size() < MOST_ENTRIES;
          entry = zip.getNextEntry()) {
        names.add(entry.getName());
        for (int read = zip.read(skipped); read >= 0; read = zip.read(skipped)) {
          inflated += read;
          if (inflated > MOST_INFLATED) {
            return new Absent("the archive inflates to more than 16 MiB");
          }
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      return new Absent("the body is not a valid ZIP archive");
    }
    return names.isEmpty() ? new Absent("the body is no ZIP archive with entries") : names;
  }

  private Object count() {
    return entries() instanceof List<?> names ? (Object) (long) names.size() : entries();
  }

  private List<String> header() {
    List<List<String>> records = records();
    return records.isEmpty() ? List.of() : records.getFirst();
  }

  /** Lines with commas, semicolons or tabs between; a quoted field may hold any of it. */
  private List<List<String>> records() {
    return CsvText.records(answer.text().replaceFirst("^\ufeff", ""));
  }
}
