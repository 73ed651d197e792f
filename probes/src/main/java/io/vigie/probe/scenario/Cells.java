package io.vigie.probe.scenario;

import io.vigie.contract.result.Outcome.Unmet;
import io.vigie.probe.scenario.Courier.Asked;
import io.vigie.probe.settings.Node;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A matrix of accounts and routes: every cell is looked at, however many are wrong. */
final class Cells {

  /** Who has not logged in. */
  static final String ANONYMOUS = "anonymous";

  private final Courier courier;
  private final Writer writer;
  private final Optional<URI> loginPage;
  private final Function<String, Session> login;
  private final Map<String, Session> sessions = new HashMap<>();
  private final Map<String, String> found = new LinkedHashMap<>();
  private final List<Unmet> wrong = new ArrayList<>();
  private int cells;

  /**
   * A matrix.
   *
   * @param login logs an account in, or fails
   */
  Cells(Courier courier, Writer writer, Optional<URI> loginPage, Function<String, Session> login) {
    this.courier = courier;
    this.writer = writer;
    this.loginPage = loginPage;
    this.login = login;
    sessions.put(ANONYMOUS, new Session());
  }

  /** Looks at all cells, then fails where any is wrong. */
  void look(Map<String, Map<String, Node.Scalar>> routes) {
    routes.forEach(
        (route, row) ->
            row.forEach((account, written) -> look(route, account, Cell.parse(written))));
    if (!wrong.isEmpty()) {
      throw new Setback("matrix-wrong", summary(), wrong);
    }
  }

  private void look(String route, String account, Cell cell) {
    cells++;
    int space = route.indexOf(' ');
    Session session = sessions.computeIfAbsent(account, login).copy();
    Answer answer =
        courier.send(
            new Asked(
                route.substring(0, space),
                writer.url(route.substring(space + 1)),
                Map.of(),
                Optional.empty(),
                false),
            session);
    boolean right = cell.allows(answer, loginPage);
    String says = account + " " + answer.status() + (right ? "" : " (must be " + cell + ")");
    found.merge(route, says, (one, next) -> one + ", " + next);
    if (!right) {
      wrong.add(new Unmet(route + " as " + account + " is " + cell, "was " + Judge.said(answer)));
    }
  }

  private String summary() {
    Unmet first = wrong.getFirst();
    return wrong.size()
        + " of "
        + cells
        + " cells are wrong: "
        + first.expression().replace(" is ", " must be ")
        + ", "
        + first.found();
  }

  /** What every account got, by route. */
  Map<String, String> found() {
    return Map.copyOf(found);
  }

  int cells() {
    return cells;
  }
}
