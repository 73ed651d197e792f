package io.vigie.probe.database;

import io.vigie.probe.line.Conversation;
import io.vigie.probe.line.LineTls;
import io.vigie.probe.net.Trouble.Broken;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The protocol of MongoDB (OP_MSG, since 3.6), as far as a probe needs it. */
final class Mongo implements Session {

  private static final int OP_MSG = 2013;
  private static final int HEADER = 16;
  private static final int FLAGS_AND_KIND = 5;
  private static final int MORE_TO_COME = 2;

  /** What an answer says beside its answer. */
  private static final Set<String> ABOUT_THE_ANSWER =
      Set.of("ok", "$clusterTime", "operationTime", "lastCommittedOpTime");

  private static final int AUTHENTICATION_FAILED = 18;
  private static final Set<Integer> ABOUT_LOGIN = Set.of(11, 13, AUTHENTICATION_FAILED, 334);
  private static final int MAX_TIME_EXPIRED = 50;

  private final DatabaseSettings settings;
  private final Conversation wire;
  private int requests;

  Mongo(DatabaseSettings settings, Conversation wire) {
    this.settings = settings;
    this.wire = wire;
  }

  @Override
  public Server login() throws Refusal {
    if (settings.tls().mode() == LineTls.Mode.ON) {
      wire.secure(settings.tls().of(settings.host()));
    }
    wire.enter(DatabaseStages.LOGIN);
    Map<String, Object> hello = run(command("hello", 1), "admin");
    prove();
    Map<String, Object> build = run(command("buildInfo", 1), "admin");
    return new Server("mongodb", build.getOrDefault("version", "").toString(), texts(hello));
  }

  /** By SCRAM, in which the server has to prove itself too. */
  private void prove() throws Refusal {
    String password =
        settings
            .password()
            .map(wire::reveal)
            .orElseThrow(
                () ->
                    new Broken("password-required", "the server asks for a password, none is set"));
    Scram scram = new Scram(settings.user(), password);
    Map<String, Object> start = command("saslStart", 1);
    start.put("mechanism", Scram.MECHANISM);
    start.put("payload", scram.first());
    start.put("options", Map.of("skipEmptyExchange", true));
    Map<String, Object> asked = run(start, source());
    Map<String, Object> answered = goOn(asked, scram.answer(payload(asked)));
    scram.prove(payload(answered));
    if (!Boolean.TRUE.equals(answered.get("done"))) {
      goOn(answered, new byte[0]);
    }
  }

  private Map<String, Object> goOn(Map<String, Object> asked, byte[] payload) throws Refusal {
    Map<String, Object> next = command("saslContinue", 1);
    next.put("conversationId", asked.getOrDefault("conversationId", 1L));
    next.put("payload", payload);
    return run(next, source());
  }

  private static String payload(Map<String, Object> answer) {
    return answer.getOrDefault("payload", "").toString();
  }

  /** Where users are kept: the database of the check, where it names one. */
  private String source() {
    return settings.database().orElse("admin");
  }

  /** Nothing to begin: only commands that read are sent, each with a limit on its time. */
  @Override
  public void beginReadOnly() throws Refusal {
    ping();
  }

  @Override
  public void ping() throws Refusal {
    run(command("ping", 1), "admin");
  }

  @Override
  public Table query(String statement) throws Refusal {
    int wanted = settings.maxRows();
    Map<String, Object> answer =
        run(MongoCommand.of(statement, settings.statementTimeout(), wanted), source());
    List<Map<String, Object>> rows = rows(answer);
    List<Map<String, Object>> kept = rows.subList(0, Math.min(wanted, rows.size()));
    List<String> columns = kept.isEmpty() ? List.of() : List.copyOf(kept.getFirst().keySet());
    return new Table(columns, kept, kept.size() < rows.size());
  }

  /** The documents of a cursor, the values of {@code distinct}, or the answer itself. */
  private static List<Map<String, Object>> rows(Map<String, Object> answer) {
    List<Map<String, Object>> rows = new ArrayList<>();
    if (answer.get("cursor") instanceof Map<?, ?> cursor
        && cursor.get("firstBatch") instanceof List<?> batch) {
      batch.forEach(document -> rows.add(named(document)));
    } else if (answer.get("values") instanceof List<?> values) {
      values.forEach(value -> rows.add(Map.of("value", value)));
    } else {
      Map<String, Object> row = new LinkedHashMap<>(answer);
      row.keySet().removeAll(ABOUT_THE_ANSWER);
      rows.add(row);
    }
    return rows;
  }

  private static Map<String, Object> named(Object document) {
    Map<String, Object> row = new LinkedHashMap<>();
    if (document instanceof Map<?, ?> map) {
      map.forEach((name, value) -> row.put(name.toString(), value));
    }
    return row;
  }

  private static Map<String, Object> command(String name, Object of) {
    Map<String, Object> command = new LinkedHashMap<>();
    command.put(name, of);
    return command;
  }

  private Map<String, Object> run(Map<String, Object> command, String database) throws Refusal {
    command.putIfAbsent("$db", database);
    byte[] document = Bson.written(command);
    int request = ++requests;
    wire.send(
        new Bytes()
            .little(HEADER + FLAGS_AND_KIND + document.length, 4)
            .little(request, 4)
            .little(0, 4)
            .little(OP_MSG, 4)
            .little(0, 4)
            .u8(0)
            .add(document)
            .toArray());
    return requireOk(answer(request));
  }

  private Map<String, Object> answer(int request) {
    Packet header = new Packet(wire.read(HEADER));
    long length = header.little(4) - HEADER;
    header.skip(4);
    boolean toUs = header.little(4) == request;
    if (!toUs || header.little(4) != OP_MSG || length < FLAGS_AND_KIND) {
      throw new Broken("protocol-error", "the server does not speak the protocol of MongoDB");
    } else if (length > TableReading.MOST_BYTES) {
      throw new Broken(
          "answer-limit",
          "an answer must be at most 256 KiB, says that it is " + length + " bytes");
    }
    Packet content = new Packet(wire.read((int) length));
    boolean goesOn = (content.little(4) & MORE_TO_COME) != 0;
    if (goesOn || content.u8() != 0) {
      throw new Broken("protocol-error", "the server must answer with one document, does not");
    }
    return Bson.read(content);
  }

  private static Map<String, Object> requireOk(Map<String, Object> answer) throws Refusal {
    if (answer.get("ok") instanceof Number ok && ok.doubleValue() == 1) {
      return answer;
    }
    int number = answer.get("code") instanceof Number code ? code.intValue() : 0;
    throw new Refusal(
        answer.getOrDefault("codeName", "").toString(),
        number,
        answer.getOrDefault("errmsg", "").toString());
  }

  private static Map<String, String> texts(Map<String, Object> hello) {
    Map<String, String> texts = new HashMap<>();
    hello.forEach(
        (name, value) -> {
          if (value instanceof String || value instanceof Boolean || value instanceof Long) {
            texts.put(name, value.toString());
          }
        });
    return texts;
  }

  /** What a refused query means. */
  static String code(Refusal refusal) {
    return refusal.number() == MAX_TIME_EXPIRED ? "query-timed-out" : "query-failed";
  }

  static boolean isAboutLogin(Refusal refusal) {
    return ABOUT_LOGIN.contains(refusal.number());
  }

  /** That a login was refused for its password; the server does not tell it from the user. */
  static String wrongPassword() {
    return "error.number == " + AUTHENTICATION_FAILED;
  }

  /** The connection is just closed. */
  @Override
  public void quit() {
    wire.fact("requests", String.valueOf(requests));
  }
}
