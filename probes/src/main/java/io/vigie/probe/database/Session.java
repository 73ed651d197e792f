package io.vigie.probe.database;

import java.util.Map;

/** What a probe says to a database, whatever the product. Confined to one conversation. */
interface Session {

  /**
   * Who answers.
   *
   * @param parameters what the server reports of itself, by name
   */
  record Server(String product, String version, Map<String, String> parameters) {
    public Server {
      parameters = Map.copyOf(parameters);
    }

    /** Not known, because nobody was let in. */
    static final Server UNKNOWN = new Server("", "", Map.of());

    /** As PostgreSQL counts: 160004 for 16.4; others: 80036 for 8.0.36. */
    long versionNumber() {
      return VersionNumber.of(product, version);
    }
  }

  /** Logs in, with TLS where the settings say so. */
  Server login() throws Refusal;

  /** Begins a transaction that can write nothing, with a limit on each statement. */
  void beginReadOnly() throws Refusal;

  /** Asks for the number one, and waits for it. */
  void ping() throws Refusal;

  /** The one statement; more rows and more bytes than wanted are left unread. */
  Table query(String statement) throws Refusal;

  /** Says goodbye. */
  void quit();
}
