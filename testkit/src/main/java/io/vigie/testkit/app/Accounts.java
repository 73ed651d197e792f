package io.vigie.testkit.app;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Who may log in. Thread-safe. */
final class Accounts {

  private final Map<String, Account> accounts = new ConcurrentHashMap<>();
  private final Map<String, Account> deleted = new ConcurrentHashMap<>();
  private final Set<AppFault> planted;

  /** Somebody, with a role: admin, manager or employee. */
  record Account(String user, String password, String role) {}

  Accounts(Set<AppFault> planted) {
    this.planted = planted;
    add("root", WebApp.PASSWORD, "admin");
    add("mona", WebApp.PASSWORD, "manager");
    add("emil", WebApp.PASSWORD, "employee");
  }

  void add(String user, String password, String role) {
    accounts.put(user, new Account(user, password, role));
  }

  boolean remove(String user) {
    Optional<Account> removed = Optional.ofNullable(accounts.remove(user));
    removed.ifPresent(account -> deleted.put(user, account));
    return removed.isPresent();
  }

  Set<String> users() {
    return Set.copyOf(accounts.keySet());
  }

  /** The account, where user and password are right. */
  Optional<Account> find(String user, String password) {
    if (planted.contains(AppFault.LOGIN_BROKEN)) {
      return Optional.empty();
    } else if (planted.contains(AppFault.DEFAULT_CREDENTIALS)
        && user.equals("admin")
        && password.equals("admin123")) {
      return Optional.of(new Account(user, password, "admin"));
    }
    return Optional.ofNullable(accounts.get(user))
        .or(() -> Optional.ofNullable(deleted.get(user)).filter(_ -> remembersTheDeleted()))
        .filter(
            account ->
                account.password().equals(password) || planted.contains(AppFault.ANY_PASSWORD));
  }

  private boolean remembersTheDeleted() {
    return planted.contains(AppFault.DELETED_USER_LOGS_IN);
  }
}
