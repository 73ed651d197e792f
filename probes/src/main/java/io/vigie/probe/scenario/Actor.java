package io.vigie.probe.scenario;

import io.vigie.contract.result.Outcome.Unmet;
import io.vigie.probe.ProbeContext;
import io.vigie.probe.net.Trouble.Broken;
import io.vigie.probe.scenario.Courier.Asked;
import io.vigie.probe.settings.DurationText;
import java.net.URI;
import java.security.PublicKey;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Does what a step says; answers with what was found, in a few words. Confined to one thread. */
final class Actor {

  /** Of a step that is repeated. */
  private static final Duration LONGEST_TRY = Duration.ofSeconds(5);

  private final ScenarioSettings settings;
  private final ProbeContext context;
  private final Pace pace;
  private final Discretion discretion;
  private final Courier courier;
  private final Writer writer;
  private final Judge judge;
  private final Captures captures;
  private final Optional<Entrance> entrance;
  private final ScenarioCsrf csrf;
  private final Map<String, Session> sessions = new HashMap<>();
  private final Map<String, String> cells = new LinkedHashMap<>();
  private int cellCount;

  Actor(
      ScenarioSettings settings,
      ProbeContext context,
      Variables variables,
      Pace pace,
      Discretion discretion,
      Courier courier) {
    this.settings = settings;
    this.context = context;
    this.pace = pace;
    this.discretion = discretion;
    this.courier = courier;
    this.writer = new Writer(settings.base(), context, variables);
    this.judge = new Judge(variables, pace, settings.loginPage());
    this.captures = new Captures(variables, discretion, pace);
    this.csrf = settings.csrf().orElse(ScenarioCsrf.USUAL);
    this.entrance =
        settings.login().map(way -> new Entrance(way, courier, writer, discretion, judge));
  }

  /** What each account got at each route, of all matrices. */
  Map<String, String> cells() {
    return cells;
  }

  int cellCount() {
    return cellCount;
  }

  String act(ScenarioStep step) {
    return switch (step.deed()) {
      case Deed.Request(String method, String url) -> request(step, method, url);
      case Deed.Submit(ScenarioSubmit form) -> submit(step, form);
      case Deed.Login(String account) -> login(step, account);
      case Deed.Tries(List<String> accounts) -> tries(accounts);
      case Deed.Matrix matrix -> matrix(matrix);
      case Deed.Pause(var time) -> {
        pace.pause(time);
        yield "waited";
      }
      case Deed.Token(ScenarioToken token) -> token(step, token);
    };
  }

  private Session session(ScenarioStep step) {
    return sessions.computeIfAbsent(step.session(), _ -> new Session());
  }

  private String request(ScenarioStep step, String method, String url) {
    Asked asked =
        new Asked(
            method,
            writer.url(url),
            writer.headers(step, csrf.header()),
            writer.content(step.content()),
            step.redirects() == ScenarioRedirects.FOLLOW);
    Session session = session(step);
    if (step.forge().isPresent()) {
      return Judge.said(
          new Forging(courier, writer, discretion, judge)
              .send(step.forge().get(), asked, session, writer.text(step.bearer().orElseThrow())));
    } else if (step.until().isPresent()) {
      return until(step, step.until().get(), asked, session);
    }
    return judged(step, asked, session);
  }

  private String judged(ScenarioStep step, Asked asked, Session session) {
    Session before = session.copy();
    if (step.logout()) {
      entrance.orElseThrow().requireInside(session);
    }
    Answer answer = courier.send(asked, session);
    judge.judge(step, answer, session);
    captures.take(step.capture(), answer, session);
    if (step.logout()) {
      entrance.orElseThrow().requireOutside(before);
    }
    return Judge.said(answer);
  }

  /** While a target restarts it may refuse connections, or leave them without an answer. */
  private String until(ScenarioStep step, ScenarioUntil until, Asked asked, Session session) {
    pace.patience(LONGEST_TRY);
    try {
      return repeated(step, until, asked, session);
    } finally {
      pace.patient();
    }
  }

  private String repeated(ScenarioStep step, ScenarioUntil until, Asked asked, Session session) {
    long end = System.nanoTime() + until.within().toNanos();
    String last = "";
    do {
      try {
        Answer answer = courier.send(asked, session);
        List<Unmet> unmet = judge.unmet(step, answer, session);
        if (unmet.isEmpty()) {
          captures.take(step.capture(), answer, session);
          return Judge.said(answer);
        }
        last = Judge.summary(unmet);
      } catch (Broken e) {
        last = e.getMessage();
      }
      pace.pause(until.every());
    } while (System.nanoTime() < end);
    throw new Setback(
        "wait-exceeded", "not within " + DurationText.print(until.within()) + ": " + last);
  }

  private String submit(ScenarioStep step, ScenarioSubmit submit) {
    Session session = session(step);
    Answer page = courier.send(Asked.get(writer.url(submit.page())), session);
    HtmlForm form =
        HtmlForm.in(page.text(), submit.form().orElse(""))
            .orElseThrow(
                () ->
                    new Setback(
                        "form-missing",
                        "the page must have the form "
                            + submit.form().orElse("that asks for a password")
                            + ", has none; it was "
                            + Judge.said(page)));
    form.fields().values().forEach(discretion::concealUnlessPlain);
    Map<String, String> fields = new LinkedHashMap<>(form.fields());
    fields.putAll(writer.fields(submit.fields()));
    return judged(step, filled(step, page.from(), form, fields), session);
  }

  private Asked filled(ScenarioStep step, URI page, HtmlForm form, Map<String, String> fields) {
    URI to = Entrance.action(page, form.action());
    writer.requireOurs(to);
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("referer", page.toString());
    headers.putAll(writer.headers(step, csrf.header()));
    boolean follows = step.redirects() == ScenarioRedirects.FOLLOW;
    if (form.method().equals("POST")) {
      return new Asked("POST", to, headers, Optional.of(Writer.form(fields)), follows);
    }
    URI filled = to.resolve(Place.path(to) + "?" + Writer.encoded(fields));
    return new Asked("GET", filled, headers, Optional.empty(), follows);
  }

  private String login(ScenarioStep step, String name) {
    Session session = new Session();
    Answer answer = enter(name, session);
    sessions.put(step.session(), session);
    if (!step.expect().isEmpty()) {
      Judge.require(judge.unmet(step, answer, session));
    }
    captures.take(step.capture(), answer, session);
    return Judge.said(answer);
  }

  private Answer enter(String name, Session session) {
    ScenarioAccount account = settings.accounts().get(name);
    return entrance
        .orElseThrow()
        .enter(context.reveal(account.user()), context.reveal(account.password()), session);
  }

  private String tries(List<String> accounts) {
    for (String account : accounts) {
      int colon = account.indexOf(':');
      entrance
          .orElseThrow()
          .requireRefused(
              writer.text(account.substring(0, colon)), writer.text(account.substring(colon + 1)));
    }
    return accounts.size() + " refused";
  }

  private String matrix(Deed.Matrix matrix) {
    Cells looked = new Cells(courier, writer, settings.loginPage(), this::loggedIn);
    try {
      looked.look(matrix.routes());
      return looked.cells() + " cells";
    } finally {
      cells.putAll(looked.found());
      cellCount += looked.cells();
    }
  }

  private Session loggedIn(String account) {
    Session session = new Session();
    try {
      var _ = enter(account, session);
      return session;
    } catch (Setback e) {
      throw new Setback(e.code(), "as " + account + ": " + e.getMessage(), e.unmet());
    }
  }

  private String token(ScenarioStep step, ScenarioToken wanted) {
    WebToken token = Forging.token(writer.text(wanted.of()));
    Optional<PublicKey> key = wanted.publicKey().map(writer::text).map(Forging::key);
    Optional<Boolean> verified = key.map(signer -> PublicKeys.verifies(signer, token));
    if (verified.filter(is -> !is).isPresent()) {
      throw new Setback("token-unverified", "the given public key must have signed it, has not");
    }
    judge.judge(step, token, verified);
    return token.header("alg") + ", " + token.signature().size() + " bytes of signature";
  }
}
