package io.vigie.probe.redis;

import io.vigie.probe.line.Conversation;
import io.vigie.probe.line.LineTls;
import io.vigie.probe.line.LoginRule;
import io.vigie.probe.net.Trouble.Broken;
import io.vigie.probe.redis.Resp.Answer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** What is said to a redis server, and what is learned by it. */
final class RedisTalk {

  private static final Set<String> NO_LOGIN = Set.of("NOAUTH", "NOPERM", "DENIED");
  private static final Set<String> WRONG = Set.of("WRONGPASS", "ERR", "NOPERM", "DENIED");
  private static final Set<String> BUSY = Set.of("LOADING", "BUSY", "MASTERDOWN");

  private final RedisSettings settings;
  private final Conversation wire;
  private final Resp resp;
  private final Map<String, Object> facts = new HashMap<>();

  RedisTalk(RedisSettings settings, Conversation wire) {
    this.settings = settings;
    this.wire = wire;
    this.resp = new Resp(wire);
  }

  Map<String, Object> hold() {
    wire.connect(settings.host(), settings.port());
    if (settings.tls().mode() == LineTls.Mode.ON) {
      wire.secure(settings.tls().of(settings.host()));
    }
    Answer before = greet();
    facts.put("login.needed", NO_LOGIN.contains(before.word()));
    facts.put("error.code", "");
    facts.put("error.message", "");
    facts.put("login.accepted", false);
    boolean mayAsk = settings.password().isPresent() ? logIn() : before.says("PONG");
    Answer pong = mayAsk && settings.password().isPresent() ? ping() : before;
    facts.put("ping", pong.word());
    facts.putIfAbsent("latency", Duration.ZERO);
    wire.fact("ping", pong.word());
    describe(mayAsk && pong.says("PONG") ? info() : RedisInfo.NONE);
    return facts;
  }

  private Answer greet() {
    wire.enter(RedisStages.GREETING);
    Answer answer = timedPing();
    if (BUSY.contains(answer.word())) {
      throw new Broken("not-ready", "the server is not ready, it says " + shown(answer));
    } else if (!answer.isError() && !answer.says("PONG")) {
      throw new Broken("protocol-error", "the server must answer PONG or an error, does not");
    }
    return answer;
  }

  private Answer timedPing() {
    long from = System.nanoTime();
    Answer answer = resp.ask("PING");
    Duration took = Duration.ofNanos(System.nanoTime() - from);
    facts.put("latency", took);
    wire.number("latency", took.toNanos() / 1e9);
    return answer;
  }

  /** True where the login was accepted, as it had to be. */
  private boolean logIn() {
    wire.enter(RedisStages.LOGIN);
    String password = wire.reveal(settings.password().orElseThrow());
    Answer answer =
        settings.user().isPresent()
            ? resp.ask("AUTH", settings.user().get(), password)
            : resp.ask("AUTH", password);
    boolean accepted = !answer.isError();
    facts.put("login.accepted", accepted);
    if (!accepted) {
      refused(answer);
    } else if (settings.login() == LoginRule.REFUSED) {
      throw new Broken("login-accepted", "the login must be refused, was accepted");
    }
    return accepted;
  }

  private void refused(Answer answer) {
    if (answer.text().contains("without any password configured")) {
      throw new Broken("login-not-configured", "the server asks nobody for a password");
    } else if (!WRONG.contains(answer.word())) {
      throw new Broken("server-error", "AUTH was answered with " + shown(answer));
    } else if (settings.login() == LoginRule.ACCEPTED) {
      throw new Broken("login-refused", "the login was refused, " + shown(answer));
    }
    facts.put("error.code", answer.word());
    facts.put("error.message", answer.text());
    wire.fact("error.code", answer.word());
  }

  private Answer ping() {
    wire.enter(RedisStages.PING);
    return timedPing();
  }

  /** An account that may not ask for it sees nothing, which is no failure. */
  private RedisInfo info() {
    wire.enter(RedisStages.INFO);
    Answer answer = resp.ask("INFO");
    return answer.isError() ? RedisInfo.NONE : RedisInfo.of(answer.text());
  }

  private void describe(RedisInfo info) {
    facts.put("info", info.lines());
    facts.put("server.version", info.text("redis_version"));
    facts.put("server.role", info.text("role"));
    facts.put("memory.used", info.number("used_memory"));
    facts.put("memory.max", info.number("maxmemory"));
    facts.put("memory.policy", info.text("maxmemory_policy"));
    facts.put("clients", info.number("connected_clients"));
    facts.put("uptime", Duration.ofSeconds(info.number("uptime_in_seconds")));
    if (!info.lines().isEmpty()) {
      wire.fact("server.version", info.text("redis_version"));
      wire.number("memory.used", (double) info.number("used_memory"));
      wire.number("clients", (double) info.number("connected_clients"));
    }
  }

  private static String shown(Answer answer) {
    String text = answer.text();
    return "\"" + (text.length() <= 200 ? text : text.substring(0, 200) + "…") + "\"";
  }
}
