package io.vigie.alert.notify.story;

import io.vigie.alert.incident.Posting;
import io.vigie.alert.incident.Posting.Telling;
import io.vigie.contract.alert.Members;
import io.vigie.contract.result.Outcome;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Puts together what is told of one incident. */
final class Teller {

  private static final int MOST_UNMET = 8;
  private static final int MOST_NAMED = 12;

  private final Posting posting;
  private final Matter matter;
  private final Heading heading;
  private final News news;

  Teller(Posting posting, Voice voice) {
    this.posting = posting;
    this.matter = matter(posting, voice);
    this.heading = new Heading(matter);
    this.news = new News(matter);
  }

  static Matter matter(Posting posting, Voice voice) {
    Language language = voice.languageFor(posting.check().meaning().language());
    return new Matter(
        posting.telling(),
        posting.incident(),
        posting.check(),
        posting.ordinal(),
        posting.causedAt(),
        language,
        new Times(voice.zone(), language),
        voice.site());
  }

  Story story() {
    Links links = links();
    Details details = new Details(matter);
    return new Story(
        posting.telling(),
        matter.tone(),
        matter.incident().id(),
        occasion(posting),
        matter.incident().severity(),
        matter.language(),
        heading.headline(),
        heading.spoken(),
        heading.banner(),
        heading.subject(),
        matter.title(),
        summary(),
        details.impact(),
        details.firstStep(),
        unmet(),
        unmetMore(),
        details.facts(),
        details.labels(),
        matter.incident().members().map(members -> listing(members, links)),
        news.lines(),
        matter.isTest() ? List.of() : news.history(),
        matter.item() + " · " + matter.say(Word.INCIDENT) + " #" + matter.shortId(),
        reason(posting, matter),
        About.of(matter),
        links,
        posting.receipts().stream().map(Posting.Receipt::value).toList());
  }

  /** Two messages of an incident never have the same. */
  static String occasion(Posting posting) {
    String word = posting.telling().name().toLowerCase(Locale.ROOT).replace('_', '-');
    return posting.ordinal() == 0 ? word : word + "-" + posting.ordinal();
  }

  /** The route, and what else brought it here: a rule, an escalation. */
  static String reason(Posting posting, Matter matter) {
    String name = posting.check().route();
    String route = matter.say(Word.BECAUSE, name);
    String because = posting.because().strip();
    return because.isEmpty() || because.equals("route " + name)
        ? route
        : route + " (" + matter.said(because) + ")";
  }

  private Links links() {
    Optional<String> page = matter.isOwn() ? Optional.empty() : matter.site().page(matter.item());
    return new Links(
        matter.site().address(),
        page,
        matter.isTest() ? Optional.empty() : matter.site().page(matter.incident().id()),
        matter.isOwn() || matter.isTest() ? Optional.empty() : matter.site().silence(matter.item()),
        matter.meaning().runbook().flatMap(PlainText::link));
  }

  private String summary() {
    if (matter.isTest()) {
      return matter.say(Word.TEST_SUMMARY);
    }
    return matter.telling() == Telling.RESOLVED ? matter.resolution() : matter.failure();
  }

  private List<Story.Unmet> unmet() {
    return expected().stream().limit(MOST_UNMET).map(this::unmet).toList();
  }

  private Optional<String> unmetMore() {
    int more = expected().size() - MOST_UNMET;
    return more > 0 ? Optional.of(matter.say(Word.AND_MORE, more)) : Optional.empty();
  }

  private List<Outcome.Unmet> expected() {
    boolean isTold = matter.telling() != Telling.RESOLVED && !matter.isTest() && !matter.isOwn();
    return isTold ? matter.unmet() : List.of();
  }

  private Story.Unmet unmet(Outcome.Unmet one) {
    String line = matter.say(Word.EXPECTED, one.expression(), one.found());
    return new Story.Unmet(one.expression(), one.found(), line);
  }

  private Story.Listing listing(Members members, Links links) {
    List<Story.Entry> entries =
        members.some().stream()
            .limit(MOST_NAMED)
            .map(item -> new Story.Entry(item.toString(), matter.site().page(item)))
            .toList();
    int rest = members.total() - entries.size();
    return new Story.Listing(
        news.members(members),
        entries,
        rest > 0
            ? Optional.of(new Story.Entry(matter.say(Word.AND_MORE, rest), links.incident()))
            : Optional.empty());
  }
}
