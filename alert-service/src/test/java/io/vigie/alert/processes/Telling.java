package io.vigie.alert.processes;

import io.vigie.contract.alert.IncidentId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a channel was told of each incident, in order, and what of it was too much. */
final class Telling {

  private final Map<String, List<Boolean>> firing = new HashMap<>();

  Telling(List<Pager.Call> calls) {
    // Trouble of our own is told too, and is none of what was broken on purpose.
    calls.stream()
        .filter(call -> !call.label("system").equals("vigie"))
        .forEach(
            call ->
                firing
                    .computeIfAbsent(call.incident(), _ -> new ArrayList<>())
                    .add(call.isFiring()));
  }

  /** Those of which nobody was told, or not of their end. */
  List<IncidentId> unfinished(List<IncidentId> expected) {
    return expected.stream()
        .filter(id -> !firing.getOrDefault(id.toString(), List.of()).contains(false))
        .toList();
  }

  /** Incidents that were told and that nobody has had. */
  Set<String> invented(List<IncidentId> expected) {
    Set<String> told = new HashSet<>(firing.keySet());
    expected.forEach(id -> told.remove(id.toString()));
    return told;
  }

  /** How many openings and ends were told once more than needed. */
  int extra() {
    return firing.values().stream().mapToInt(Telling::extra).sum();
  }

  private static int extra(List<Boolean> told) {
    int openings = (int) told.stream().filter(one -> one).count();
    return Math.max(0, openings - 1) + Math.max(0, told.size() - openings - 1);
  }
}
