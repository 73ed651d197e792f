package io.vigie.probe.scenario;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vigie.probe.expect.JsonText;
import io.vigie.probe.scenario.Courier.Asked;
import io.vigie.probe.scenario.Transport.Content;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The way in: logs in as the scenario says, and finds out whether one is in. Only the page that
 * opens proves that, and only once it was seen that it does not open for everybody. Confined to one
 * thread.
 */
final class Entrance {

  private final ScenarioLogin way;
  private final Courier courier;
  private final Writer writer;
  private final Discretion discretion;
  private final Judge judge;
  private boolean isClosed;

  Entrance(ScenarioLogin way, Courier courier, Writer writer, Discretion discretion, Judge judge) {
    this.way = way;
    this.courier = courier;
    this.writer = writer;
    this.discretion = discretion;
    this.judge = judge;
  }

  /** Sends user and password; answers with what was answered, whatever it is. */
  Answer knock(String user, String password, Session session) {
    Optional<Answer> page = way.page().map(path -> page(path, session));
    Optional<HtmlForm> form = page.filter(_ -> readsForm()).map(this::form);
    Map<String, String> fields = new LinkedHashMap<>();
    form.ifPresent(found -> fields.putAll(found.fields()));
    fields.values().forEach(discretion::concealUnlessPlain);
    fields.putAll(writer.fields(way.also()));
    fields.put(way.userField(), user);
    fields.put(way.passwordField(), password);
    Answer answer = courier.send(sent(page, form, fields), session);
    token(answer).ifPresent(session::bearer);
    return answer;
  }

  private boolean readsForm() {
    return way.encoding() == ScenarioEncoding.FORM;
  }

  private Answer page(String path, Session session) {
    Answer page = courier.send(Asked.get(writer.url(path)), session);
    if (page.status() != 200) {
      throw new Setback("login-failed", "the login page must answer 200, was " + Judge.said(page));
    }
    return page;
  }

  private HtmlForm form(Answer page) {
    return HtmlForm.in(page.text(), way.form().orElse(""))
        .orElseThrow(
            () ->
                new Setback("form-missing", "the login page must have a form to log in, has none"));
  }

  private Asked sent(Optional<Answer> page, Optional<HtmlForm> form, Map<String, String> fields) {
    Content content = readsForm() ? Writer.form(fields) : json(fields);
    Map<String, String> headers = new LinkedHashMap<>();
    page.ifPresent(from -> headers.put("referer", from.from().toString()));
    return new Asked("POST", to(page, form), headers, Optional.of(content), false);
  }

  private URI to(Optional<Answer> page, Optional<HtmlForm> form) {
    if (way.post().isPresent()) {
      return writer.url(way.post().get());
    }
    URI from = page.orElseThrow().from();
    URI to = action(from, form.map(HtmlForm::action).orElse(""));
    writer.requireOurs(to);
    return to;
  }

  static URI action(URI page, String action) {
    try {
      return action.isEmpty() ? page : Place.resolve(page, action);
    } catch (IllegalArgumentException e) {
      throw new Setback("unusable-value", "the action of the form " + e.getMessage());
    }
  }

  private static Content json(Map<String, String> fields) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    fields.forEach(json::put);
    return Writer.json(json);
  }

  private Optional<String> token(Answer answer) {
    Optional<String> token = way.bearerFrom().flatMap(path -> token(path, answer));
    token.ifPresent(discretion::conceal);
    return token;
  }

  private static Optional<String> token(String path, Answer answer) {
    try {
      return JsonPath.parse(path).in(JsonText.value(answer.text())).map(String::valueOf);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Logs in, or fails. */
  Answer enter(String user, String password, Session session) {
    requireClosed();
    Answer answer = knock(user, password, session);
    Answer inside = protectedPage(session);
    if (!opens(inside)) {
      throw new Setback(
          "login-failed",
          "must open "
              + way.opens()
              + " after logging in, which was "
              + Judge.said(inside)
              + "; logging in was "
              + Judge.said(answer));
    }
    return answer;
  }

  /** Fails where an account is not refused. */
  void requireRefused(String user, String password) {
    requireClosed();
    Session session = new Session();
    Answer answer = knock(user, password, session);
    Answer inside = protectedPage(session);
    if (opens(inside)) {
      throw new Setback(
          "not-refused",
          "must refuse "
              + user
              + ", it opens "
              + way.opens()
              + " after logging in ("
              + Judge.said(answer)
              + ")");
    }
    if (!judge.refuses(answer) && !asksAgain(answer)) {
      throw new Setback(
          "refusal-unclear",
          "must refuse "
              + user
              + " ("
              + Refusal.REQUIRED
              + ", or the form again), was "
              + Judge.said(answer)
              + "; "
              + way.opens()
              + " does not open");
    }
  }

  /** The form once more is how most pages say that a password is wrong. */
  private boolean asksAgain(Answer answer) {
    return answer.status() == 200
        && readsForm()
        && HtmlForm.in(answer.text(), way.form().orElse("")).isPresent();
  }

  Answer protectedPage(Session session) {
    return courier.send(Asked.get(writer.url(way.opens())), session);
  }

  static boolean opens(Answer answer) {
    return answer.status() >= 200 && answer.status() < 300;
  }

  /** A page that opens for everybody proves nothing of whoever it opens for. */
  private void requireClosed() {
    if (isClosed) {
      return;
    }
    Answer answer = protectedPage(new Session());
    if (opens(answer)) {
      throw new Setback(
          "protected-page-open",
          way.opens() + " must not open without logging in, was " + Judge.said(answer));
    }
    isClosed = true;
  }

  /** Fails where this session does not open the page. */
  void requireInside(Session session) {
    requireClosed();
    Answer inside = protectedPage(session);
    if (!opens(inside)) {
      throw new Setback(
          "login-failed",
          "must have logged in before logging out, " + way.opens() + " was " + Judge.said(inside));
    }
  }

  /** Fails where what was a session still is one. */
  void requireOutside(Session before) {
    Answer answer = protectedPage(before);
    if (opens(answer)) {
      throw new Setback(
          "session-survives-logout",
          "the cookies from before logging out must open nothing, "
              + way.opens()
              + " was "
              + Judge.said(answer));
    }
  }
}
