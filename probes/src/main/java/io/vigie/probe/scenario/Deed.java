package io.vigie.probe.scenario;

import io.vigie.probe.settings.DurationText;
import io.vigie.probe.settings.Node;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The one thing that a step does. */
sealed interface Deed {

  /** How it is called in messages. */
  String title();

  record Request(String method, String url) implements Deed {
    @Override
    public String title() {
      int query = url.indexOf('?');
      return method + " " + (query < 0 ? url : url.substring(0, query));
    }
  }

  record Submit(ScenarioSubmit form) implements Deed {
    @Override
    public String title() {
      return "submit " + form.page();
    }
  }

  record Login(String account) implements Deed {
    @Override
    public String title() {
      return "login " + account;
    }
  }

  record Tries(List<String> accounts) implements Deed {
    @Override
    public String title() {
      return "tries";
    }
  }

  record Matrix(Map<String, Map<String, Node.Scalar>> routes) implements Deed {
    @Override
    public String title() {
      return "matrix";
    }
  }

  record Pause(Duration time) implements Deed {
    @Override
    public String title() {
      return "pause " + DurationText.print(time);
    }
  }

  record Token(ScenarioToken token) implements Deed {
    @Override
    public String title() {
      return "jwt";
    }
  }

  /** The deed of a step; fails where it has none or several. */
  static Deed of(
      Optional<String> get,
      Optional<String> post,
      Optional<String> put,
      Optional<String> patch,
      Optional<String> delete,
      Optional<ScenarioSubmit> submit,
      Optional<String> login,
      List<String> tries,
      Map<String, Map<String, Node.Scalar>> matrix,
      Optional<Duration> pause,
      Optional<ScenarioToken> jwt) {
    List<Deed> deeds = new ArrayList<>();
    Map<String, Optional<String>> requests = new LinkedHashMap<>();
    requests.put("GET", get);
    requests.put("POST", post);
    requests.put("PUT", put);
    requests.put("PATCH", patch);
    requests.put("DELETE", delete);
    requests.forEach((method, url) -> url.ifPresent(to -> deeds.add(new Request(method, to))));
    submit.ifPresent(form -> deeds.add(new Submit(form)));
    login.ifPresent(account -> deeds.add(new Login(account)));
    if (!tries.isEmpty()) {
      deeds.add(new Tries(tries));
    }
    if (!matrix.isEmpty()) {
      deeds.add(new Matrix(matrix));
    }
    pause.ifPresent(time -> deeds.add(new Pause(time)));
    jwt.ifPresent(token -> deeds.add(new Token(token)));
    if (deeds.size() != 1) {
      throw new IllegalArgumentException(
          "must do one thing: get, post, put, patch, delete, submit, login, tries, matrix, pause or"
              + " jwt, does "
              + deeds.size());
    }
    return deeds.getFirst();
  }
}
