package io.vigie.probe.web;

import io.vigie.probe.net.HostPort;
import java.util.Optional;

/**
 * Through whom a request goes. The password is in no text form of this.
 *
 * @param address a proxy that speaks HTTP in clear
 */
public record WebProxy(HostPort address, Optional<String> username, Optional<String> password) {

  @Override
  public String toString() {
    return "WebProxy[" + address + "]";
  }
}
