package io.vigie.probe.scenario;

import io.vigie.probe.settings.Setting;

/** Somebody who can log in. */
public record ScenarioAccount(
    @Setting("The name to log in with. May hold secrets.") String user,
    @Setting("The password, a reference to a secret.") String password) {

  @Override
  public String toString() {
    return "ScenarioAccount[" + user + "]";
  }
}
