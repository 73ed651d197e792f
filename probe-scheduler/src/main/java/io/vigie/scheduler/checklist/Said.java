package io.vigie.scheduler.checklist;

/** What is said of a key both where an item has it and where it holds for all. */
final class Said {

  static final String EVERY = "How often, from 1s to 366d.";
  static final String CRON =
      "Cron expressions of five fields, or @daily and the like; one or several.";
  static final String AT = "Times of day, such as 00:00 and 12:00, or mon-fri 08:30.";
  static final String ON = "Once after each deployment of the system.";
  static final String BETWEEN = "The hours at which it is looked at; always where empty.";
  static final String TIMEOUT =
      "How long one attempt may take, from 100ms to 5m and at most the interval; the usual one"
          + " gives way to a shorter interval.";
  static final String RETRY = "How often a failed attempt is repeated within the same run.";
  static final String FAILS =
      "How many results it takes to believe a failure: n of the last m, or n in a row; m is at most"
          + " 20.";
  static final String RECOVERS = "How many passes in a row it takes to believe a recovery.";
  static final String CONFIRM = "Who must see a failure too before it is believed.";
  static final String GRACE = "How late a result may be on top of the usual, up to 30d.";
  static final String LOCATION = "Where it is looked at from: one place, or several.";
  static final String QUORUM =
      "How many of several locations must see a failure; more than half where absent.";
  static final String SEVERITY = "How bad a failure is.";
  static final String CATEGORY = "The group under which it is shown and scored.";
  static final String PHASE = "At which part of going live it must hold.";
  static final String POLARITY =
      "How it binds; what is expected of something forbidden must not be so.";

  private Said() {}
}
