package io.vigie.alert.notify.story;

/** The fixed words of messages in one language. */
record Words(
    String fail,
    String resolved,
    String after,
    String openedAndResolved,
    String expected,
    String found,
    String andMore,
    String since,
    String until,
    String lastPassed,
    String never,
    String lasted,
    String category,
    String owner,
    String impact,
    String firstStep,
    String runbook,
    String incident,
    String how,
    String because) {

  private static final Words ENGLISH =
      new Words(
          "FAIL",
          "RESOLVED",
          "after",
          "OPENED AND RESOLVED, the channel was away meanwhile",
          "expected",
          "found",
          "and %d more",
          "Since",
          "Until",
          "Last good",
          "never",
          "Lasted",
          "Category",
          "Owner",
          "Why it matters",
          "First step",
          "Runbook",
          "incident",
          "How it ended",
          "You get this because of the route");

  private static final Words FRENCH =
      new Words(
          "ÉCHEC",
          "RÉSOLU",
          "après",
          "OUVERT PUIS RÉSOLU pendant que le canal était absent",
          "attendu",
          "trouvé",
          "et %d de plus",
          "Depuis",
          "Jusqu'à",
          "Dernier succès",
          "jamais",
          "Durée",
          "Catégorie",
          "Responsable",
          "Pourquoi c'est important",
          "Première chose à faire",
          "Procédure",
          "incident",
          "Comment cela s'est terminé",
          "Vous recevez ce message par la route");

  /** The words of a language; English where the language is not known. */
  static Words of(String language) {
    return language.startsWith("fr") ? FRENCH : ENGLISH;
  }
}
