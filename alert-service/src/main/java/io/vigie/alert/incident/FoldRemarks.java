package io.vigie.alert.incident;

import io.vigie.alert.incident.Folding.Folded;
import io.vigie.alert.incident.Folding.Open;
import io.vigie.alert.wording.Sentence;
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
      ItemId lead = items.get(folded.into());
      String text =
          lead == null
              ? Sentence.TOLD_WITH_ANOTHER.of(folded.because())
              : Sentence.TOLD_WITH.of(lead, folded.because());
      lines.add(line(folded.incident(), Remark.Kind.FOLDED, text, now));
    }
    byLead.forEach(
        (lead, joined) -> lines.add(line(lead, Remark.Kind.JOINED, words(joined, items), now)));
    return lines;
  }

  /** It is told by itself from now on. */
  public static Noted unfolded(IncidentId incident, Instant now) {
    return line(incident, Remark.Kind.UNFOLDED, Sentence.PARENT_IS_OVER.of(), now);
  }

  private static String words(List<Folded> joined, Map<IncidentId, ItemId> items) {
    String named =
        joined.stream()
            .limit(MOST_NAMED)
            .map(one -> Sentence.LISTED.of(items.get(one.incident()), one.because()))
            .collect(Collectors.joining("; "));
    int more = joined.size() - MOST_NAMED;
    return more > 0 ? named + "; " + Sentence.AND_MORE.of(more) : named;
  }

  private static Noted line(IncidentId incident, Remark.Kind kind, String text, Instant now) {
    return new Noted(incident, new Remark(now, kind, Optional.empty(), text));
  }
}
