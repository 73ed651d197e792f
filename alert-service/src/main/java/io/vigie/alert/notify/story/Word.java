package io.vigie.alert.notify.story;

import java.util.Locale;

/** The fixed words of messages. */
public enum Word {
  FAIL("FAIL", "ÉCHEC"),
  FLAPPING("FLAPPING", "INSTABLE"),
  RESOLVED("RESOLVED", "RÉSOLU"),
  RESOLVED_AFTER("RESOLVED after %s", "RÉSOLU après %s"),
  OPENED_AND_RESOLVED("OPENED AND RESOLVED within %s", "OUVERT PUIS RÉSOLU en %s"),
  TOLD_LATE("Told late", "Dit après coup"),
  TOLD_LATE_BECAUSE(
      "it could not be told here while it lasted",
      "cela n'a pas pu être dit ici tant que cela durait"),
  TEST("TEST", "TEST"),
  DIGEST("DIGEST", "RÉCAPITULATIF"),
  ITSELF("VIGIE ITSELF", "VIGIE ELLE-MÊME"),
  COLON(": ", "\u00A0: "),
  EXPECTED("expected %s, got %s", "attendu %s, obtenu %s"),
  EXPECTED_ALONE("expected", "attendu"),
  GOT_ALONE("got", "obtenu"),
  AND_MORE("and %d more", "et %d de plus"),
  SINCE("Since", "Depuis"),
  UNTIL("Until", "Jusqu'à"),
  LASTED("Lasted", "Durée"),
  LAST_PASSED("Last pass", "Dernier succès"),
  NEVER("never seen to pass", "jamais vu réussir"),
  SEEN_BY("Seen by", "Vu par"),
  SEEN_BY_THEM("seen by %s", "vus par %s"),
  FAILED_RUNS("Failed runs", "Passages en échec"),
  RUNNER("%d runner", "%d sonde"),
  RUNNERS("%d runners", "%d sondes"),
  ATTEMPT("%d attempt", "%d tentative"),
  ATTEMPTS("%d attempts", "%d tentatives"),
  GATE("Gate", "Feu vert"),
  NO_GO("NO-GO for %s while this lasts", "NO-GO pour %s tant que cela dure"),
  RESERVATIONS("%s: GO with reservations at best", "%s\u00A0: GO avec réserves au mieux"),
  CATEGORY("Category", "Catégorie"),
  OWNER("Owner", "Responsable"),
  RUNBOOK("Runbook", "Procédure"),
  EVIDENCE("Evidence", "Preuves"),
  ACKNOWLEDGE("Ack", "Prendre en charge"),
  SILENCE("Silence 1h", "Silence 1 h"),
  SILENCE_IT("Silence this item", "Mettre cet élément en silence"),
  INCIDENT("incident", "incident"),
  THE_INCIDENT("Incident", "Incident"),
  IMPACT("Impact", "Impact"),
  FIRST_STEP("First step", "Première action"),
  SEE_RUNBOOK("follow the runbook", "suivre la procédure"),
  SEE_EVIDENCE("look at the evidence", "regarder les preuves"),
  IMPACT_P0(
      "not fit for production while this lasts", "pas apte à la production tant que cela dure"),
  IMPACT_P1(
      "fit for production with reservations only", "apte à la production avec réserves seulement"),
  IMPACT_P2("worth repairing, nothing urgent", "à réparer, sans urgence"),
  HOW_IT_ENDED("How it ended", "Comment cela s'est terminé"),
  BEFORE("Before", "Avant"),
  AFTER("After", "Après"),
  ACKNOWLEDGED("acknowledged", "pris en charge"),
  ACKNOWLEDGED_BY("acknowledged by %s", "pris en charge par %s"),
  ACKNOWLEDGED_FACT("Acknowledged", "Pris en charge"),
  NOBODY("nobody acknowledged it yet", "personne ne l'a encore pris en charge"),
  SAYS("%s says: %s", "%s dit\u00A0: %s"),
  SOMEBODY("somebody", "quelqu'un"),
  ESCALATED("nobody acknowledged it in time", "personne ne l'a pris en charge à temps"),
  REMINDED("still failing after %s", "toujours en échec après %s"),
  REOPENED("failing again", "de nouveau en échec"),
  UPDATED("changed", "changé"),
  STEADY("held open until it is steady", "gardé ouvert jusqu'à ce que ce soit stable"),
  JOINED("joined by %s", "rejoint par %s"),
  RECOVERED("passes again itself, others do not yet", "passe de nouveau, d'autres pas encore"),
  UNFOLDED("stands for itself again", "de nouveau seul"),
  SILENCED("silenced: %s", "mis en silence\u00A0: %s"),
  WAIVED("waived by %s", "accepté par %s"),
  FIRST_FAILED("first failed: %s", "premier échec\u00A0: %s"),
  CONFIRMED("confirmed", "confirmé"),
  HISTORY("What happened", "Ce qui s'est passé"),
  MEMBERS("Failing with it: %d", "Échouent aussi\u00A0: %d"),
  MEMBERS_OPEN(
      "Failing with it: %d, of which %d are not over",
      "Échouent aussi\u00A0: %d, dont %d pas encore rétablis"),
  MEMBERS_WERE("Failed with it: %d", "Ont échoué aussi\u00A0: %d"),
  BECAUSE(
      "You get this because of the route \"%s\"", "Vous recevez ce message par la route « %s »"),
  OWN_TROUBLE(
      "This is trouble of Vigie's own and says nothing of the systems that it watches. Until it is"
          + " over, they may fail unseen.",
      "C'est un problème de Vigie elle-même, qui ne dit rien des systèmes qu'elle surveille. Tant"
          + " qu'il dure, ils peuvent tomber en panne sans être vus."),
  OWN_FIRST_STEP(
      "look at Vigie's own pages and logs", "regarder les pages et les journaux de Vigie"),
  TEST_SUMMARY(
      "This is a test. Nothing has failed, nothing is to be done.",
      "Ceci est un test. Rien n'est en panne, il n'y a rien à faire."),
  DIGEST_TITLE("%d open and not urgent", "%d en cours, sans urgence"),
  DIGEST_SUMMARY(
      "What is open and was not worth a message of its own.",
      "Ce qui est en cours et ne valait pas un message à part."),
  SUMMARY("WAITED", "EN ATTENTE"),
  LISTED("Incidents", "Incidents"),
  WAITED_TITLE(
      "%d incidents while this channel was away, %d not over",
      "%d incidents pendant l'absence de ce canal, %d en cours"),
  WAITED_SUMMARY(
      "What is over by now is marked. The pages have the whole of it.",
      "Ce qui est terminé est marqué. Les pages en disent plus.");

  private final String english;
  private final String french;

  Word(String english, String french) {
    this.english = english;
    this.french = french;
  }

  /** As it is. */
  public String in(Language language) {
    return switch (language) {
      case ENGLISH -> english;
      case FRENCH -> french;
    };
  }

  /** With values, in the order in which the language names them. */
  public String in(Language language, Object... values) {
    return String.format(Locale.ROOT, in(language), values);
  }
}
