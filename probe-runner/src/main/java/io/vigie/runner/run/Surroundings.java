package io.vigie.runner.run;

import io.vertx.core.Vertx;
import io.vigie.runner.guard.GuardedResolver;
import io.vigie.runner.secret.SecretResolver;
import java.time.InstantSource;

/** What a run uses of the process around it. */
public record Surroundings(
    Vertx vertx,
    GuardedResolver resolver,
    SecretResolver secrets,
    InstantSource clock,
    Equipment equipment) {

  /** With nothing but names, secrets and time. */
  public Surroundings(
      Vertx vertx, GuardedResolver resolver, SecretResolver secrets, InstantSource clock) {
    this(vertx, resolver, secrets, clock, Equipment.NONE);
  }
}
