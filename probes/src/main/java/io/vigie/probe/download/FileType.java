package io.vigie.probe.download;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What the first bytes of a file say that it is. */
final class FileType {

  /** As much of a file as is looked at. */
  private static final int LONGEST_START = 256;

  private static final Map<String, String> MAGIC = magic();

  private FileType() {}

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

  static boolean isArchive(byte[] start) {
    return of(start).equals("zip");
  }

  /** A word; empty where they say nothing. */
  static String of(byte[] file) {
    String start =
        new String(file, 0, Math.min(file.length, LONGEST_START), StandardCharsets.ISO_8859_1);
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
}
