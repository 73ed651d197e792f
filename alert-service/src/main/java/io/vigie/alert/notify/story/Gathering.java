package io.vigie.alert.notify.story;

import io.vigie.alert.incident.Posting;
import io.vigie.alert.incident.Posting.Telling;
import io.vigie.contract.alert.Incident;
import io.vigie.contract.check.Severity;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Puts together what is told of many incidents: a digest, or what waited for a channel. */
final class Gathering {

  private static final int MOST_LISTED = 30;

  private final Posting posting;
  private final Posting.Listing listing;
  private final Matter matter;

  Gathering(Posting posting, Voice voice) {
    this.posting = posting;
    this.listing =
        posting.listing().orElseGet(() -> new Posting.Listing(1, 1, List.of(posting.incident())));
    this.matter = Teller.matter(posting, voice);
  }

  Story story() {
    String title = title();
    String banner = tone().glyph() + " " + matter.say(kind()) + " · Vigie";
    return new Story(
        posting.telling(),
        tone(),
        matter.incident().id(),
        Teller.occasion(posting),
        severity(),
        matter.language(),
        PlainText.cut(mark() + "Vigie · " + title, Heading.LONGEST_HEADLINE),
        mark() + "Vigie" + matter.say(Word.COLON) + title,
        banner,
        mark() + title + ", " + LocalDate.ofInstant(matter.at(), matter.times().zone()),
        title,
        summary(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        List.of(),
        List.of(),
        Optional.of(entries()),
        List.of(title),
        List.of(),
        matter.say(kind()) + " · " + matter.times().time(matter.at()),
        Teller.reason(posting, matter),
        About.of(matter),
        links(),
        posting.receipts().stream().map(Posting.Receipt::value).toList());
  }

  private Word kind() {
    return posting.telling() == Telling.DIGEST ? Word.DIGEST : Word.SUMMARY;
  }

  private Tone tone() {
    if (posting.telling() == Telling.DIGEST) {
      return Tone.QUIET;
    }
    return listing.open() > 0 ? Tone.FAILING : Tone.OVER;
  }

  private String title() {
    return posting.telling() == Telling.DIGEST
        ? matter.say(Word.DIGEST_TITLE, listing.total())
        : matter.say(Word.WAITED_TITLE, listing.total(), listing.open());
  }

  private String summary() {
    return posting.telling() == Telling.DIGEST
        ? matter.say(Word.DIGEST_SUMMARY)
        : matter.say(Word.WAITED_SUMMARY);
  }

  private Severity severity() {
    return listing.some().stream()
        .filter(incident -> incident.isOpen() || listing.open() == 0)
        .map(Incident::severity)
        .min(Comparator.naturalOrder())
        .orElse(matter.incident().severity());
  }

  /** A digest is of what is not urgent. */
  private String mark() {
    return posting.telling() == Telling.DIGEST ? "" : "[" + severity() + "] ";
  }

  private Story.Listing entries() {
    List<Story.Entry> entries =
        listing.some().stream().limit(MOST_LISTED).map(this::entry).toList();
    int rest = listing.total() - entries.size();
    return new Story.Listing(
        matter.say(Word.LISTED),
        entries,
        rest > 0
            ? Optional.of(
                new Story.Entry(matter.say(Word.AND_MORE, rest), matter.site().incidents()))
            : Optional.empty());
  }

  private Story.Entry entry(Incident incident) {
    Tone tone = incident.isOpen() ? Tone.FAILING : Tone.OVER;
    String state =
        incident.isOpen()
            ? matter.said(incident.firstFailure().summary())
                + " · "
                + matter.times().span(incident.firstFailedAt(), matter.at())
            : matter.say(
                Word.RESOLVED_AFTER,
                matter.times().span(incident.firstFailedAt(), incident.resolvedAt().orElseThrow()));
    String text =
        "%s %s %s · %s%s%s"
            .formatted(
                tone.glyph(),
                incident.severity(),
                incident.item(),
                title(incident),
                matter.say(Word.COLON),
                state);
    Optional<String> page =
        Matter.isOwn(incident.item())
            ? matter.site().page(incident.id())
            : matter.site().page(incident.item());
    return new Story.Entry(text, page);
  }

  private String title(Incident incident) {
    return Matter.isOwn(incident.item()) ? matter.said(incident.title()) : incident.title();
  }

  private Links links() {
    return new Links(
        matter.site().address(),
        Optional.empty(),
        matter.site().incidents(),
        Optional.empty(),
        Optional.empty());
  }
}
