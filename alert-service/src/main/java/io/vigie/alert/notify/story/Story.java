package io.vigie.alert.notify.story;

import io.vigie.alert.incident.Posting;
import io.vigie.alert.incident.Posting.Telling;
import io.vigie.contract.alert.IncidentId;
import io.vigie.contract.check.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A message, ready to be laid out. Every text in it may have come from a checklist, from a person
 * or from a hostile target: it is data, to be escaped by whoever lays it out.
 *
 * @param occasion names the message among those of its incident, in letters, digits and dashes
 * @param severity of the worst that is told
 * @param headline at most 80 characters for a screen that shows no more
 * @param spoken one line for whoever hears it
 * @param banner the state in a glyph and a word, and whose it is
 * @param subject one line that stays the same for an incident, for threads of mail
 * @param title what the item is about
 * @param summary what broke
 * @param impact how bad that is; empty for what is over or was nothing
 * @param firstStep what to do first; likewise
 * @param unmet what was expected and what was found
 * @param unmetMore how much more there was of that, in words
 * @param facts labelled details, in order
 * @param labels what the item is filed under
 * @param listing others that are told of here
 * @param news what it adds to what was told before, its first line by itself
 * @param history what happened, oldest first
 * @param footer the item and the incident by name
 * @param reason why one gets this message
 * @param about the same in fields, for those who sort and count
 * @param receipts what the channel answered to the messages of the incident so far, oldest first
 */
public record Story(
    Telling telling,
    Tone tone,
    IncidentId incident,
    String occasion,
    Severity severity,
    Language language,
    String headline,
    String spoken,
    String banner,
    String subject,
    String title,
    String summary,
    Optional<Fact> impact,
    Optional<Fact> firstStep,
    List<Unmet> unmet,
    Optional<String> unmetMore,
    List<Fact> facts,
    List<Fact> labels,
    Optional<Listing> listing,
    List<String> news,
    List<Event> history,
    String footer,
    String reason,
    About about,
    Links links,
    List<String> receipts) {

  public Story {
    unmet = List.copyOf(unmet);
    facts = List.copyOf(facts);
    labels = List.copyOf(labels);
    news = List.copyOf(news);
    history = List.copyOf(history);
    receipts = List.copyOf(receipts);
  }

  /** A labelled detail. */
  public record Fact(String label, String value) {}

  /**
   * What did not hold.
   *
   * @param line the same in words
   */
  public record Unmet(String expression, String found, String line) {}

  /**
   * Something that happened.
   *
   * @param toldByItself true for what has a message of its own
   * @param line its time, and what it was
   */
  public record Event(Instant at, boolean toldByItself, String line) {}

  /**
   * Others that are told of in the same message.
   *
   * @param more how many are not among the entries, in words
   */
  public record Listing(String title, List<Entry> entries, Optional<Entry> more) {
    public Listing {
      entries = List.copyOf(entries);
    }
  }

  /** One line, and where it leads. */
  public record Entry(String text, Optional<String> link) {}

  /** Tells what a posting is about. */
  public static Story of(Posting posting, Voice voice) {
    return switch (posting.telling()) {
      case DIGEST, SUMMARY -> new Gathering(posting, voice).story();
      case OPENED,
          UPDATED,
          ACKNOWLEDGED,
          COMMENTED,
          ESCALATED,
          REMINDED,
          REOPENED,
          RESOLVED,
          OPENED_AND_RESOLVED,
          TEST ->
          new Teller(posting, voice).story();
    };
  }

  /** True when nothing is to be done any more. */
  public boolean isOver() {
    return tone == Tone.OVER;
  }

  /** What is new, where the message would not say it otherwise. */
  public Optional<String> change() {
    return switch (telling) {
      case ACKNOWLEDGED, COMMENTED, ESCALATED, REMINDED, REOPENED -> Optional.of(news.getFirst());
      case OPENED, UPDATED, RESOLVED, OPENED_AND_RESOLVED, TEST, DIGEST, SUMMARY ->
          Optional.empty();
    };
  }

  /** True for what is told of one incident, and not of many or none. */
  public boolean isOfOneIncident() {
    return switch (telling) {
      case TEST, DIGEST, SUMMARY -> false;
      case OPENED,
          UPDATED,
          ACKNOWLEDGED,
          COMMENTED,
          ESCALATED,
          REMINDED,
          REOPENED,
          RESOLVED,
          OPENED_AND_RESOLVED ->
          true;
    };
  }
}
