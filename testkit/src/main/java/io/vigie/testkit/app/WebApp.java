package io.vigie.testkit.app;

import io.vertx.core.json.JsonObject;
import io.vigie.testkit.app.Accounts.Account;
import io.vigie.testkit.target.HttpTarget;
import io.vigie.testkit.target.Received;
import io.vigie.testkit.target.Reply;
import io.vigie.testkit.tls.TlsIdentity;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;

/**
 * A web application over TLS, on a free port: pages behind a login form with a CSRF token, roles,
 * sales to make and delete, users, tokens, a time window, uploads. The accounts are {@code root},
 * {@code mona} (a manager) and {@code emil} (an employee), all with {@link #PASSWORD}. Thread-safe.
 */
public final class WebApp implements AutoCloseable {

  public static final String PASSWORD = "correct-horse-battery";

  /** How much an upload may have. */
  public static final int LARGEST_UPLOAD = 1 << 20;

  private static final Duration TOKEN = Duration.ofMinutes(30);
  private static final Duration EPHEMERAL = Duration.ofSeconds(4);

  private final Set<AppFault> planted = ConcurrentHashMap.newKeySet();
  private final Set<String> sales = ConcurrentHashMap.newKeySet();
  private final AtomicInteger boots = new AtomicInteger(1);
  private final AtomicInteger runs = new AtomicInteger();
  private final AtomicInteger next = new AtomicInteger(1000);
  private final Sessions sessions = new Sessions(planted);
  private final Accounts accounts = new Accounts(planted);
  private final TimeWindow window = new TimeWindow(planted);
  private final Tokens tokens;
  private final HttpTarget target;

  private WebApp(HttpTarget target, InstantSource clock) {
    this.target = target;
    this.tokens = new Tokens(planted, clock);
    pages();
    api();
  }

  /** Starts the application as {@code https://localhost}. */
  public static WebApp start(TlsIdentity identity, InstantSource clock) {
    return new WebApp(HttpTarget.start(identity), clock);
  }

  /** Does this wrong from now on. */
  public WebApp plant(AppFault... faults) {
    planted.addAll(List.of(faults));
    return this;
  }

  /** As after a deployment: another boot id. */
  public void restart() {
    boots.incrementAndGet();
    if (planted.contains(AppFault.SESSIONS_LOST_AT_RESTART)) {
      sessions.forgetAll();
    }
  }

  public String url(String path) {
    return target.url(path);
  }

  public int port() {
    return target.port();
  }

  /** The ids of the sales that there are. */
  public Set<String> sales() {
    return Set.copyOf(sales);
  }

  /** Who may log in. */
  public Set<String> users() {
    return accounts.users();
  }

  /** The time window, start and end; empty where there is none. */
  public List<String> window() {
    return window.hours();
  }

  /** How often work was started. */
  public int runs() {
    return runs.get();
  }

  public List<Received> requests() {
    return target.requests();
  }

  /** Answers a path as it is told to, for what this application does not do by itself. */
  public WebApp answer(String path, Reply reply) {
    target.answer(path, reply);
    return this;
  }

  private void pages() {
    target.answer("/login", this::login);
    target.answer("/logout", request -> write(request, this::logout));
    target.answer("/account", request -> page(request, Set.of("admin", "manager", "employee")));
    target.answer("/admin", request -> page(request, Set.of("admin")));
    target.answer("/reports", request -> page(request, Set.of("admin", "manager")));
    target.answer("/sales", this::sales);
    target.answer("/users", request -> write(request, this::createUser));
    target.answer("/upload", request -> write(request, this::upload));
  }

  private void api() {
    target.answer(
        "/health", request -> Reply.json("{\"status\":\"ok\",\"boot\":\"b" + boots.get() + "\"}"));
    target.answer("/api/login", this::apiLogin);
    target.answer("/api/me", this::me);
    target.answer("/api/key.pem", request -> Reply.ok(tokens.publicKey()));
    target.answer(
        "/api/jwks.json", request -> Reply.json("{\"keys\":[" + tokens.webKey().encode() + "]}"));
    target.answer("/api/check_emails_and_download", request -> write(request, this::run));
    target.answer("/api/webhooks/time-window", request -> loggedIn(request, window::current));
    target.answer("/api/get_webhook_time_window", request -> loggedIn(request, window::legacy));
    target.answer("/api/set_webhook_time_window", request -> write(request, window::set));
  }

  private Reply login(Received request) {
    if (planted.contains(AppFault.LOGIN_PAGE_BROKEN)) {
      return Reply.status(500);
    }
    String csrf = sessions.csrf(request);
    if (request.method().equals("GET")) {
      return sessions.withCsrf(csrf, Reply.ok(Pages.login(csrf, "")));
    }
    Map<String, String> form = form(request);
    if (!sessions.isOurs(request, form, origin())) {
      return Reply.status(403).body("CSRF verification failed");
    }
    Optional<Account> account =
        accounts.find(form.getOrDefault("username", ""), form.getOrDefault("password", ""));
    return account
        .map(found -> sessions.begin(found, Reply.status(303).header("location", "/account")))
        .orElseGet(() -> refusedLogin(csrf));
  }

  private Reply refusedLogin(String csrf) {
    return planted.contains(AppFault.REFUSAL_BREAKS)
        ? Reply.status(500)
        : Reply.ok(Pages.login(csrf, "Wrong user or password."));
  }

  private Reply logout(Received request, Account account) {
    return sessions.end(request, Reply.redirect("/login"));
  }

  private Reply page(Received request, Set<String> roles) {
    Optional<Account> account = sessions.of(request);
    String csrf = sessions.csrf(request);
    if (account.isEmpty() && !planted.contains(AppFault.PROTECTED_PAGE_OPEN)) {
      return Reply.redirect("/login?next=" + request.path());
    }
    String role = account.map(Account::role).orElse("admin");
    String name = account.map(Account::user).orElse("nobody");
    return mayEnter(role, roles)
        ? sessions.withCsrf(csrf, Reply.ok(Pages.inside(name, csrf)))
        : Reply.status(403).body("Forbidden");
  }

  private boolean mayEnter(String role, Set<String> roles) {
    return roles.contains(role)
        || planted.contains(AppFault.ROLES_IGNORED)
        || (planted.contains(AppFault.MANAGER_IS_ADMIN) && role.equals("manager"));
  }

  private Reply loggedIn(Received request, BiFunction<Received, Account, Reply> answer) {
    return sessions
        .of(request)
        .map(account -> answer.apply(request, account))
        .orElseGet(() -> Reply.status(401));
  }

  /** For whom has a session and a token against forgery. */
  private Reply write(Received request, BiFunction<Received, Account, Reply> answer) {
    return loggedIn(
        request,
        (asked, account) ->
            sessions.isOurs(asked, form(asked), origin())
                ? answer.apply(asked, account)
                : Reply.status(403).body("CSRF verification failed"));
  }

  private Reply sales(Received request) {
    return request.method().equals("GET")
        ? page(request, Set.of("admin", "manager", "employee"))
        : write(request, this::createSale);
  }

  private Reply createSale(Received request, Account account) {
    if (planted.contains(AppFault.CREATE_BREAKS)) {
      return Reply.status(500);
    }
    String id = "sale-" + next.incrementAndGet();
    if (!planted.contains(AppFault.CREATE_DOES_NOTHING)) {
      sales.add(id);
    }
    target.answer("/sales/" + id, asked -> loggedIn(asked, (a, who) -> sale(a, id)));
    return Reply.status(201)
        .header("content-type", "application/json")
        .body("{\"id\":\"" + id + "\"}")
        .header("location", "/sales/" + id);
  }

  private Reply sale(Received request, String id) {
    if (request.method().equals("DELETE")) {
      return sessions.isOurs(request, Map.of(), origin())
          ? deleted(() -> sales.remove(id))
          : Reply.status(403);
    }
    return sales.contains(id) ? Reply.json("{\"id\":\"" + id + "\"}") : Reply.status(404);
  }

  private Reply createUser(Received request, Account account) {
    if (!account.role().equals("admin")) {
      return Reply.status(403);
    }
    Map<String, String> form = form(request);
    String user = form.getOrDefault("username", "");
    accounts.add(user, form.getOrDefault("password", ""), form.getOrDefault("role", "employee"));
    target.answer("/users/" + user, asked -> write(asked, (a, who) -> user(a, user)));
    return Reply.status(201)
        .header("content-type", "application/json")
        .body("{\"id\":\"" + user + "\"}");
  }

  private Reply user(Received request, String user) {
    return request.method().equals("DELETE")
        ? deleted(() -> accounts.remove(user))
        : Reply.json("{\"id\":\"" + user + "\",\"role\":\"manager\"}");
  }

  private Reply deleted(Runnable removal) {
    if (planted.contains(AppFault.DELETE_BREAKS)) {
      return Reply.status(500);
    }
    if (!planted.contains(AppFault.DELETE_DOES_NOTHING)) {
      removal.run();
    }
    return Reply.status(204);
  }

  private Reply upload(Received request, Account account) {
    int size = request.body().length();
    int limit =
        planted.contains(AppFault.UPLOAD_LIMIT_TOO_LOW) ? LARGEST_UPLOAD / 2 : LARGEST_UPLOAD;
    return size > limit && !planted.contains(AppFault.NO_UPLOAD_LIMIT)
        ? Reply.status(413)
        : Reply.status(201)
            .header("content-type", "application/json")
            .body("{\"bytes\":" + size + "}");
  }

  private Reply run(Received request, Account account) {
    if (planted.contains(AppFault.RUN_BREAKS)) {
      return Reply.status(500);
    }
    runs.incrementAndGet();
    return Reply.status(202)
        .header("content-type", "application/json")
        .body("{\"status\":\"started\"}");
  }

  private Reply apiLogin(Received request) {
    JsonObject given = new JsonObject(request.body());
    return accounts
        .find(given.getString("username", ""), given.getString("password", ""))
        .map(account -> Reply.json(tokens(account.user()).encode()))
        .orElseGet(
            () ->
                Reply.status(401)
                    .header("content-type", "application/json")
                    .body("{\"detail\":\"wrong\"}"));
  }

  private JsonObject tokens(String user) {
    return new JsonObject()
        .put("access_token", tokens.issue(user, TOKEN))
        .put("ephemeral_token", tokens.issue(user, EPHEMERAL))
        .put("token_type", "bearer");
  }

  private Reply me(Received request) {
    String authorization = request.headers().getOrDefault("authorization", "");
    return tokens
        .user(authorization.replaceFirst("^Bearer ", ""))
        .map(user -> Reply.json("{\"user\":\"" + user + "\"}"))
        .orElseGet(() -> Reply.status(401));
  }

  private String origin() {
    return target.url("");
  }

  static Map<String, String> form(Received request) {
    Map<String, String> form = new HashMap<>();
    if (request.headers().getOrDefault("content-type", "").startsWith("application/x-www-form")) {
      Arrays.stream(request.body().split("&", -1))
          .map(pair -> pair.split("=", 2))
          .filter(pair -> pair.length == 2)
          .forEach(pair -> form.put(decoded(pair[0]), decoded(pair[1])));
    }
    return form;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    target.close();
  }
}
