package io.vigie.alert.notify;

import io.vigie.alert.incident.Posting;
import io.vigie.alert.incident.Posting.Listing;
import io.vigie.alert.incident.Posting.Telling;
import io.vigie.alert.route.Drill;
import io.vigie.contract.alert.Incident;
import io.vigie.contract.check.Check;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Many messages that waited for a channel become one that tells what is true now. Pure. */
final class Summary {

  /** So many may wait to be told one by one. */
  static final int MOST_ONE_BY_ONE = 10;

  private static final Comparator<Posting> WORST_FIRST =
      Comparator.comparing((Posting one) -> isOver(one))
          .thenComparing(one -> one.incident().severity())
          .thenComparing(one -> one.incident().openedAt());

  private Summary() {}

  /** One message for all of {@code postings}, of which there is at least one. */
  static Posting of(List<Posting> postings, Instant now) {
    List<Posting> ordered = postings.stream().sorted(WORST_FIRST).toList();
    int open = (int) postings.stream().filter(one -> !isOver(one)).count();
    Posting first = ordered.getFirst();
    List<UUID> rows = new ArrayList<>();
    postings.forEach(one -> rows.addAll(one.rows()));
    Check check = Drill.check("waiting", "Messages that waited", first.check());
    String words = postings.size() + " incidents, " + open + " of them open";
    return new Posting(
        rows,
        first.channel(),
        Telling.SUMMARY,
        Drill.incident(rows.getFirst(), check, words, now),
        check,
        postings.stream().mapToInt(Posting::attempts).max().orElse(1),
        Optional.empty(),
        postings.stream().anyMatch(Posting::doubtful),
        postings.stream().map(Posting::causedAt).min(Instant::compareTo).orElse(now),
        0,
        first.because(),
        List.of(),
        Optional.of(new Listing(postings.size(), open, some(ordered))),
        first.until());
  }

  private static List<Incident> some(List<Posting> ordered) {
    return ordered.stream().limit(Listing.MOST_LISTED).map(Posting::incident).toList();
  }

  private static boolean isOver(Posting posting) {
    return posting.telling() == Telling.RESOLVED
        || posting.telling() == Telling.OPENED_AND_RESOLVED;
  }
}
