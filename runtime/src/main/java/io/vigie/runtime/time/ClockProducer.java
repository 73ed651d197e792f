package io.vigie.runtime.time;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.InstantSource;

/** Gives the system's clock to whoever needs the time, so that tests can give another. */
@ApplicationScoped
public class ClockProducer {

  @Produces
  @ApplicationScoped
  InstantSource systemClock() {
    return system();
  }

  /** The system's clock, for programs without a container. */
  public static InstantSource system() {
    return InstantSource.system();
  }
}
