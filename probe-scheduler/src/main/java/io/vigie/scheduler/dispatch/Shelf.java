package io.vigie.scheduler.dispatch;

import io.vigie.contract.check.Check;
import io.vigie.contract.check.ItemId;
import io.vigie.scheduler.checklist.Checklist;
import io.vigie.scheduler.checklist.ChecklistProblem;
import io.vigie.scheduler.checklist.FileReading;
import io.vigie.scheduler.checklist.Reading;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The last good version of each file beside what came of its newest reading. A file with errors
 * goes on with its last good version; a folder that cannot be read changes nothing.
 */
public record Shelf(Map<String, Kept> files, Optional<ChecklistProblem> unreadable) {

  /** Before anything was read. */
  public static final Shelf EMPTY = new Shelf(Map.of(), Optional.empty());

  public Shelf {
    files = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(files));
  }

  /** One file. */
  public record Kept(FileReading newest, Optional<Checklist> lastGood) {

    /** True when nothing is known of the file's items but what may still be published. */
    boolean isUnknown() {
      return lastGood.isEmpty() && newest.isBroken();
    }
  }

  /** The shelf after a new reading. */
  public Shelf after(Reading reading) {
    if (reading.unreadable().isPresent()) {
      return new Shelf(files, reading.unreadable());
    }
    Map<String, Kept> next = new LinkedHashMap<>();
    for (FileReading file : reading.files()) {
      Optional<Checklist> before =
          Optional.ofNullable(files.get(file.name())).flatMap(Kept::lastGood);
      next.put(file.name(), new Kept(file, file.checklist().or(() -> before)));
    }
    files.forEach(
        (name, kept) -> {
          if (isInBrokenFolder(name, next)) {
            next.putIfAbsent(name, kept);
          }
        });
    return new Shelf(next, Optional.empty());
  }

  /** What lies in a folder that cannot be read now stays as it was. */
  private static boolean isInBrokenFolder(String name, Map<String, Kept> newest) {
    for (int end = name.lastIndexOf('/'); end > 0; end = name.lastIndexOf('/', end - 1)) {
      Kept folder = newest.get(name.substring(0, end));
      if (folder != null && folder.newest().isBroken()) {
        return true;
      }
    }
    return false;
  }

  /**
   * The checks that are to be watched. Where a broken file's last good version names an item that
   * has moved to a good file, the good file has it.
   */
  public Map<ItemId, Check> wanted() {
    Map<ItemId, Check> wanted = new HashMap<>();
    for (Kept file : files.values()) {
      file.newest().checklist().ifPresent(good -> add(good.checks(), wanted));
    }
    for (Kept file : files.values()) {
      file.lastGood().ifPresent(good -> add(good.checks(), wanted));
    }
    return wanted;
  }

  /**
   * True when an item that is not wanted may nevertheless belong to a file that cannot be read now,
   * so that it must not be removed.
   */
  public boolean mayHold(ItemId item) {
    return (unreadable.isPresent() && files.isEmpty())
        || files.values().stream().anyMatch(file -> file.isUnknown() && mayHold(file, item));
  }

  static boolean mayHold(Kept file, ItemId item) {
    return file.newest()
        .claim()
        .map(
            claim ->
                claim.system().equals(item.system())
                    && claim.environment().equals(item.environment()))
        .orElse(true);
  }

  private static void add(Collection<Check> checks, Map<ItemId, Check> wanted) {
    checks.forEach(check -> wanted.putIfAbsent(check.item(), check));
  }
}
