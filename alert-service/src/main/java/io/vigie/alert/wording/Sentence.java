package io.vigie.alert.wording;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What Vigie itself says of an incident. It is kept in English; who tells it in another language
 * recognises the sentence and its values, which may be sentences, too.
 *
 * <p>In a template, {@code {n}} stands for a number, {@code {w}} for a word, {@code {t}} for any
 * text. The values have the same order in all languages. A sentence that comes before another is
 * recognised before it.
 */
public enum Sentence {
  DEPENDS_ON("depends on {w}", "dépend de {w}"),
  SAME_CERTIFICATE("the same certificate trouble at {w}", "le même problème de certificat sur {w}"),
  SAME_CONNECTION("the same trouble to reach {w}", "la même difficulté à joindre {w}"),
  SAME_NAME("the same trouble to resolve {w}", "la même difficulté à résoudre {w}"),
  SAME_EXPECTATION("the same unmet expectation of {w}", "la même attente déçue de {w}"),
  SAME_FAILURE("the same failure of {w}", "le même échec de {w}"),
  MANY_AT_ONCE(
      "many items of {w} fail at once", "de nombreux éléments de {w} échouent en même temps"),
  TOLD_WITH_ANOTHER("told with another: {t}", "dit avec un autre\u00A0: {t}"),
  TOLD_WITH("told with {w}: {t}", "dit avec {w}\u00A0: {t}"),
  AND_MORE("and {n} more", "et {n} de plus"),
  PARENT_IS_OVER(
      "what it depends on is over, and it still fails: told by itself",
      "ce dont il dépend est rétabli et il échoue toujours\u00A0: dit à part"),
  ANOTHER_STILL_FAILS(
      "recovered itself, {n} other still fails", "rétabli lui-même, {n} autre échoue encore"),
  OTHERS_STILL_FAIL(
      "recovered itself, {n} others still fail", "rétabli lui-même, {n} autres échouent encore"),
  TO_AND_FRO(
      "goes to and fro: turned {n} times within {n} min; held open until it has passed for {n} min",
      "va et vient\u00A0: {n} changements en {n} min\u00A0; gardé ouvert jusqu'à {n} min sans"
          + " échec"),
  LOOKS_AFTER_IT_TOO("looks after it too", "s'en occupe aussi"),
  NOT_ACKNOWLEDGED("nobody acknowledged it within {t}", "personne ne l'a pris en charge en {t}"),
  STILL_OPEN("still open, acknowledged by nobody", "toujours ouvert, pris en charge par personne"),
  STILL_OPEN_BY("still open, acknowledged by {t}", "toujours ouvert, pris en charge par {t}"),

  WAIVED_BY("waived by {t} until {w}: {t}", "accepté par {t} jusqu'au {w}\u00A0: {t}"),
  UNTIL("until {w}: {t}", "jusqu'au {w}\u00A0: {t}"),
  REMOVED("item removed", "élément retiré"),
  OTHERS_DECIDE("other items decide now", "d'autres éléments en décident à présent"),
  NO_LONGER_APPLIES("no longer applies: {t}", "ne s'applique plus\u00A0: {t}"),

  CONFIRMED_BY("{t} (confirmed by {w} at {t})", "{t} (confirmé par {w} depuis {t})"),
  NOT_CONFIRMED(
      "{t} (nobody could confirm it: {t})", "{t} (personne n'a pu le confirmer\u00A0: {t})"),
  NO_ANSWER("no answer within {n} s", "pas de réponse en {n} s"),
  LOCATIONS("{n} of {n} locations: {t}: {t}", "{n} lieux sur {n}\u00A0: {t}\u00A0: {t}"),
  NO_SIGN_SINCE(
      "no sign of life since {w}, expected at {w}",
      "aucun signe de vie depuis le {w}, attendu le {w}"),
  NO_SIGN_YET("no sign of life yet, expected at {w}", "encore aucun signe de vie, attendu le {w}"),
  SIGNED("signed at {w}, valid until {w}", "signé le {w}, valable jusqu'au {w}"),

  NO_SIGHT("Vigie does not see from {t}", "Vigie ne voit pas depuis {t}"),
  NO_SIGHT_OF(
      "{n} of {n} items that are seen from {t} are not seen since {w}: {n} without a result, {n} at"
          + " which nobody could look. This says nothing of the targets.",
      "{n} éléments sur {n} vus depuis {t} ne sont plus vus depuis le {w}\u00A0: {n} sans"
          + " résultat, {n} que personne n'a pu regarder. Cela ne dit rien des cibles."),
  NO_SIGHT_BECAUSE(
      "{n} of {n} items that are seen from {t} are not seen since {w}: {n} without a result, {n} at"
          + " which nobody could look: {t}. This says nothing of the targets.",
      "{n} éléments sur {n} vus depuis {t} ne sont plus vus depuis le {w}\u00A0: {n} sans"
          + " résultat, {n} que personne n'a pu regarder\u00A0: {t}. Cela ne dit rien des cibles."),
  BY_CODE("by code: {t}", "par code\u00A0: {t}"),
  SOME_NOT_SEEN("Vigie does not see some items", "Vigie ne voit pas certains éléments"),
  ONE_ITEM_NOT_SEEN(
      "{n} item is not seen: {t}. This says nothing of the targets.",
      "{n} élément n'est pas vu\u00A0: {t}. Cela ne dit rien des cibles."),
  ITEMS_NOT_SEEN(
      "{n} items are not seen: {t}. This says nothing of the targets.",
      "{n} éléments ne sont pas vus\u00A0: {t}. Cela ne dit rien des cibles."),
  NOT_SEEN_SINCE("{w} since {w} ({t})", "{w} depuis le {w} ({t})"),
  NO_BROKER("Vigie's broker does not answer", "Le broker de Vigie ne répond pas"),
  NO_BROKER_SINCE(
      "the Kafka broker does not answer since {w}: no item is seen. This says nothing of the"
          + " targets.",
      "le broker Kafka ne répond pas depuis le {w}\u00A0: aucun élément n'est vu. Cela ne dit rien"
          + " des cibles."),
  NO_DATABASE("Vigie's database does not answer", "La base de données de Vigie ne répond pas"),
  NO_DATABASE_SINCE(
      "the database of alert-service does not answer since {w}: nobody is told of failures until it"
          + " does. {t}",
      "la base de données d'alert-service ne répond pas depuis le {w}\u00A0: personne n'est averti"
          + " des échecs d'ici là. {t}"),
  NO_CHANNEL("Vigie cannot tell on the channel {t}", "Vigie ne peut rien dire sur le canal {t}"),
  NO_CHANNEL_SINCE(
      "the channel {t} refuses for good what it is told since {w}: {t}",
      "le canal {t} refuse définitivement ce qui lui est dit depuis le {w}\u00A0: {t}"),
  NO_CHANNEL_MEANS(
      "What the channel should be told goes to the fallback, where one is configured, and else to"
          + " nobody. It is over when the channel has taken a message: vigie alert test.",
      "Ce que le canal devrait dire va au canal de secours, s'il y en a un, sinon à personne. C'est"
          + " terminé quand le canal a accepté un message\u00A0: vigie alert test."),
  CHANNEL_IS_BACK("it has taken a message again", "il a de nouveau accepté un message"),
  SIGHT_IS_BACK("sight is back", "Vigie voit de nouveau"),
  DATABASE_IS_BACK("the database answers again", "la base de données répond de nouveau"),

  RULE("rule {n}", "règle {n}"),
  INSTEAD_OF("instead of {t}", "à la place de {t}"),
  THEN("then {t}", "puis {t}"),
  QUIET_HOURS("quiet hours {t}", "heures calmes {t}"),
  SILENCE_BY("silence by {t}: {t}", "silence par {t}\u00A0: {t}"),

  MORE_UNMET("{t} (and {n} more unmet)", "{t} (attentes déçues en plus\u00A0: {n})"),
  UNMET("{t}, expected {t}", "{t}, attendu {t}"),
  FOUND("{w} was {w}", "{w} était {w}"),

  /** An item of a list, and why it is in it. Last, because much looks like it. */
  LISTED("{w} ({t})", "{w} ({t})");

  /** What is longer is told as it is kept. */
  static final int LONGEST = 2_000;

  private static final List<Sentence> ALL = List.of(values());

  /** There before the sentences are. */
  private static final class Places {
    static final Pattern ANY = Pattern.compile("\\{([nwt])}");
  }

  private final String english;
  private final String french;
  private final String beginning;
  private final String mark;
  private final Pattern recognised;

  Sentence(String english, String french) {
    this.english = english;
    this.french = french;
    List<String> parts = List.of(Places.ANY.split(english, -1));
    this.beginning = parts.getFirst();
    this.mark = Collections.max(parts, Comparator.comparingInt(String::length));
    this.recognised = Pattern.compile(pattern(english), Pattern.DOTALL);
  }

  private static String pattern(String template) {
    StringBuilder pattern = new StringBuilder();
    Matcher places = Places.ANY.matcher(template);
    int end = 0;
    while (places.find()) {
      pattern.append(Pattern.quote(template.substring(end, places.start())));
      pattern.append(
          switch (places.group(1)) {
            case "n" -> "(\\d+)";
            case "w" -> "(\\S+?)";
            default -> "(.+?)";
          });
      end = places.end();
    }
    return pattern.append(Pattern.quote(template.substring(end))).toString();
  }

  /** The kinds of its values, in order: a number, a word, a text. */
  List<String> kinds() {
    return Places.ANY.matcher(english).results().map(place -> place.group(1)).toList();
  }

  /** As it is kept. */
  public String of(Object... values) {
    return filled(english, List.of(values));
  }

  /** A sentence that was recognised. */
  public record Said(Sentence sentence, List<String> values) {
    public Said {
      values = List.copyOf(values);
    }

    public String inEnglish() {
      return filled(sentence.english, values);
    }

    public String inFrench() {
      return filled(sentence.french, values);
    }
  }

  /** What was said, where {@code kept} is one of these. */
  public static Optional<Said> in(String kept) {
    if (kept.length() > LONGEST) {
      return Optional.empty();
    }
    for (Sentence sentence : ALL) {
      Optional<Said> said = sentence.mayBe(kept) ? sentence.found(kept) : Optional.empty();
      if (said.isPresent()) {
        return said;
      }
    }
    return Optional.empty();
  }

  /** Most are told apart by what is between the values, without a pattern. */
  private boolean mayBe(String kept) {
    return kept.startsWith(beginning) && kept.contains(mark);
  }

  private Optional<Said> found(String kept) {
    Matcher found = recognised.matcher(kept);
    if (!found.matches()) {
      return Optional.empty();
    }
    List<String> values =
        IntStream.rangeClosed(1, found.groupCount()).mapToObj(found::group).toList();
    return Optional.of(new Said(this, values));
  }

  /** Each place in turn, so that what looks like a place in a value is none. */
  private static String filled(String template, List<?> values) {
    Matcher places = Places.ANY.matcher(template);
    List<Object> left = new ArrayList<>(values);
    return places.replaceAll(_ -> Matcher.quoteReplacement(left.removeFirst().toString()));
  }
}
