package io.vigie.probe.database;

import io.vigie.probe.line.Conversation;
import io.vigie.probe.line.LineTls;
import io.vigie.probe.net.Trouble.Broken;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** The protocol of SQL Server, TDS 7.4, as far as a probe needs it. */
final class SqlServer implements Session {

  private static final int MOST_PRELOGIN = 1024;
  private static final String TLS_REQUIRED = "tls-required";
  private static final String STOPPED = "HYT00";

  private static final Set<Integer> ABOUT_LOGIN =
      Set.of(18450, 18452, 18456, 18470, 18486, 18487, 18488, 40615);
  private static final int LOCK_TIMED_OUT = 1222;

  private final DatabaseSettings settings;
  private final Conversation wire;
  private final Tds tds;
  private final TdsAnswers answers;

  SqlServer(DatabaseSettings settings, Conversation wire) {
    this.settings = settings;
    this.wire = wire;
    this.tds = new Tds(wire);
    this.answers = new TdsAnswers(tds);
  }

  @Override
  public Server login() throws Refusal {
    wire.enter(DatabaseStages.ENCRYPT);
    boolean wanted = settings.tls().mode() == LineTls.Mode.ON;
    tds.send(Tds.PRELOGIN, TdsLogin.prelogin(wanted));
    int offered = TdsLogin.encryption(tds.whole(MOST_PRELOGIN));
    agree(wanted, offered);
    wire.enter(DatabaseStages.LOGIN);
    tds.send(Tds.LOGIN, TdsLogin.login(settings, settings.password().map(wire::reveal).orElse("")));
    answers.read(new TableReading(1));
    return server();
  }

  private void agree(boolean wanted, int offered) throws Refusal {
    boolean offers = offered == TdsLogin.ENCRYPTED || offered == TdsLogin.ENCRYPTED_ONLY;
    if (wanted && !offers) {
      throw new Broken("tls-not-offered", "the server must speak TLS, but does not offer it");
    } else if (offers && !wanted) {
      throw new Refusal(TLS_REQUIRED, 0, "the server speaks over TLS only");
    } else if (wanted) {
      wire.secureInPackets(settings.tls().of(settings.host()));
    }
  }

  private Server server() {
    TdsAnswers.Greeting greeting =
        answers
            .greeting()
            .orElseThrow(
                () ->
                    new Broken(
                        "protocol-error",
                        "the server must say that it accepts, or that it refuses"));
    Map<String, String> parameters = new HashMap<>(answers.environment());
    parameters.put("program", greeting.program());
    parameters.put("server_version", greeting.version());
    return new Server("sqlserver", greeting.version(), parameters);
  }

  /** There is no transaction that only reads; this one is never committed. */
  @Override
  public void beginReadOnly() throws Refusal {
    long limit = settings.statementTimeout().toMillis();
    run(
        "SET NOCOUNT ON SET XACT_ABORT ON SET LOCK_TIMEOUT "
            + limit
            + " SET ROWCOUNT "
            + (settings.maxRows() + 1)
            + " BEGIN TRANSACTION");
  }

  @Override
  public void ping() throws Refusal {
    run("SELECT 1");
  }

  private Table run(String statement) throws Refusal {
    return ask(statement, new TableReading(1));
  }

  private Table ask(String statement, TableReading reading) throws Refusal {
    tds.send(
        Tds.BATCH,
        new Bytes()
            .little(22, 4)
            .little(18, 4)
            .little(2, 2)
            .add(answers.transaction())
            .little(1, 4)
            .add(Tds.bytes(statement))
            .toArray());
    return answers.read(reading);
  }

  /**
   * Where it takes too long the server is asked to stop, as it knows no such limit itself. What it
   * says from then on is of no account.
   */
  @Override
  public Table query(String statement) throws Refusal {
    BooleanSupplier inTime = wire.sendAfter(settings.statementTimeout(), Tds.attention());
    try {
      Table table = ask(statement, new TableReading(settings.maxRows()));
      requireInTime(inTime);
      return table;
    } catch (Broken | Refusal e) {
      requireInTime(inTime);
      throw e;
    }
  }

  private static void requireInTime(BooleanSupplier inTime) throws Refusal {
    if (!inTime.getAsBoolean()) {
      throw new Refusal(STOPPED, 0, "the server took too long and was asked to stop");
    }
  }

  /** What a refused query means. */
  static String code(Refusal refusal) {
    return refusal.state().equals(STOPPED) || refusal.number() == LOCK_TIMED_OUT
        ? "query-timed-out"
        : "query-failed";
  }

  static boolean isAboutLogin(Refusal refusal) {
    return refusal.state().equals(TLS_REQUIRED) || ABOUT_LOGIN.contains(refusal.number());
  }

  /** That a login was refused; the server does not tell the password from the user. */
  static String wrongPassword() {
    return "error.number == 18456";
  }

  /** The connection is just closed, and what it began is taken back. */
  @Override
  public void quit() {
    wire.close();
  }
}
