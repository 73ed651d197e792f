package io.vigie.alert.incident;

import io.vigie.alert.incident.Folding.Folded;
import io.vigie.alert.incident.Folding.Open;
import io.vigie.contract.alert.IncidentId;
import io.vigie.contract.alert.Remark;
import io.vigie.contract.check.ItemId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the histories of incidents say of their being told together. Pure. */
public final class FoldRemarks {

  /** So many items are named in one line. */
  private static final int MOST_NAMED = 5;

  private FoldRemarks() {}

  /** A line for each that is folded, and one for each that others have joined. */
  public static List<Noted> of(List<Folded> decisions, List<Open> known, Instant now) {
    Map<IncidentId, ItemId> items = new LinkedHashMap<>();
    known.forEach(open -> items.put(open.id(), open.item()));
    List<Noted> lines = new ArrayList<>();
    Map<IncidentId, List<Folded>> byLead = new LinkedHashMap<>();
    for (Folded folded : decisions) {
      byLead.computeIfAbsent(folded.into(), _ -> new ArrayList<>()).add(folded);
      String lead = items.containsKey(folded.into()) ? items.get(folded.into()) + ": " : "";
      lines.add(
          line(folded.incident(), Remark.Kind.FOLDED, "told with " + lead + folded.because(), now));
    }
    byLead.forEach(
        (lead, joined) -> lines.add(line(lead, Remark.Kind.JOINED, words(joined, items), now)));
    return lines;
  }

  /** It is told by itself from now on. */
  public static Noted unfolded(IncidentId incident, Instant now) {
    return line(
        incident,
        Remark.Kind.UNFOLDED,
        "what it depends on is over, and it still fails: told by itself",
        now);
  }

  private static String words(List<Folded> joined, Map<IncidentId, ItemId> items) {
    String named =
        joined.stream()
            .limit(MOST_NAMED)
            .map(one -> items.get(one.incident()) + " (" + one.because() + ")")
            .collect(Collectors.joining(", "));
    int more = joined.size() - MOST_NAMED;
    return more > 0 ? named + " and " + more + " more" : named;
  }

  private static Noted line(IncidentId incident, Remark.Kind kind, String text, Instant now) {
    return new Noted(incident, new Remark(now, kind, Optional.empty(), text));
  }
}
