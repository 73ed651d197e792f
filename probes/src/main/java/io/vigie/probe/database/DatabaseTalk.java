package io.vigie.probe.database;

import io.vigie.probe.database.Session.Server;
import io.vigie.probe.expect.Absent;
import io.vigie.probe.line.Conversation;
import io.vigie.probe.line.LoginRule;
import io.vigie.probe.net.Trouble.Broken;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is said to a database, and what is learned by it. */
final class DatabaseTalk {

  private final DatabaseSettings settings;
  private final Conversation wire;

  DatabaseTalk(DatabaseSettings settings, Conversation wire) {
    this.settings = settings;
    this.wire = wire;
  }

  Map<String, Object> hold() {
    wire.connect(settings.host(), settings.usedPort());
    Session session = settings.product().session(settings, wire);
    Server server;
    try {
      server = session.login();
    } catch (Refusal refusal) {
      return refused(refusal);
    }
    note(server);
    if (settings.login() == LoginRule.REFUSED) {
      session.quit();
      throw new Broken(
          "login-accepted", "the login of " + settings.user() + " must be refused, was accepted");
    }
    List<Duration> pings = ping(session);
    Table table = query(session);
    session.quit();
    return facts(server, Optional.empty(), pings, table);
  }

  /** An error in answer to a login: what was wanted, or one that has a name, or any other. */
  private Map<String, Object> refused(Refusal refusal) {
    wire.fact("error.code", refusal.state());
    wire.fact("error.message", refusal.getMessage());
    if (settings.product().isAboutLogin(refusal)) {
      if (settings.login() == LoginRule.REFUSED) {
        return facts(Server.UNKNOWN, Optional.of(refusal), List.of(Duration.ZERO), Table.NONE);
      }
      throw new Broken("login-refused", "the login was refused, " + refusal.shown());
    }
    throw new Broken(
        switch (refusal.state()) {
          case "53300", "08004", "17809", "10928" -> "too-many-connections";
          case "57P03", "18401", "18451", "40613" -> "not-ready";
          case "3D000", "42000", "4060", "4064" -> "database-missing";
          default -> "server-error";
        },
        "the server let nobody in, " + refusal.shown());
  }

  private void note(Server server) {
    wire.fact("server.product", server.product());
    wire.fact("server.version", server.version());
  }

  private List<Duration> ping(Session session) {
    wire.enter(DatabaseStages.PING);
    List<Duration> pings = new ArrayList<>();
    try {
      session.beginReadOnly();
      for (int i = 0; i < settings.pings(); i++) {
        long from = System.nanoTime();
        session.ping();
        pings.add(Duration.ofNanos(System.nanoTime() - from));
      }
    } catch (Refusal refusal) {
      throw new Broken("server-error", "SELECT 1 was refused, " + refusal.shown());
    }
    Collections.sort(pings);
    wire.number("latency", percentile(pings, 50).toNanos() / 1e9);
    return pings;
  }

  private Table query(Session session) {
    if (settings.query().isEmpty()) {
      return Table.NONE;
    }
    wire.enter(DatabaseStages.QUERY);
    try {
      Table table = session.query(settings.query().get());
      wire.number("rows", table.rows().size());
      wire.excerpt(table.rows().stream().limit(20).map(Object::toString).toList().toString());
      return table;
    } catch (Refusal refusal) {
      throw new Broken(
          settings.product().code(refusal), "the query was refused, " + refusal.shown());
    }
  }

  private static Map<String, Object> facts(
      Server server, Optional<Refusal> refusal, List<Duration> pings, Table table) {
    Map<String, Object> facts = new HashMap<>();
    facts.put("login.accepted", refusal.isEmpty());
    facts.put("error.code", refusal.map(Refusal::state).orElse(""));
    facts.put("error.number", refusal.map(error -> (long) error.number()).orElse(0L));
    facts.put("error.message", refusal.map(Refusal::getMessage).orElse(""));
    facts.put("server.product", server.product());
    facts.put("server.version", server.version());
    facts.put("server.versionNumber", server.versionNumber());
    facts.put("server.parameters", server.parameters());
    facts.put("latency.least", pings.getFirst());
    facts.put("latency.median", percentile(pings, 50));
    facts.put("latency.p95", percentile(pings, 95));
    facts.put("columns", table.columns());
    facts.put("rows", table.rows());
    facts.put("rowCount", (long) table.rows().size());
    facts.put("truncated", table.truncated());
    facts.put("value", first(table));
    return facts;
  }

  /** By the nearest rank, of sorted ones. */
  private static Duration percentile(List<Duration> sorted, int percent) {
    return sorted.get(Math.ceilDiv(sorted.size() * percent, 100) - 1);
  }

  private static Object first(Table table) {
    return table.rows().isEmpty() || table.columns().isEmpty()
        ? new Absent("the query answered no row")
        : table.rows().getFirst().get(table.columns().getFirst());
  }
}
