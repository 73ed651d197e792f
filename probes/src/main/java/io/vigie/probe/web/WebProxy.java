package io.vigie.probe.web;

import io.vigie.probe.net.HostPort;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Through whom a request goes. The password is in no text form of this.
 *
 * @param address a proxy that speaks HTTP in clear
 */
public record WebProxy(HostPort address, Optional<String> username, Optional<String> password) {

  Optional<String> authorization() {
    return username.map(
        name ->
            "Basic "
                + Base64.getEncoder()
                    .encodeToString(
                        (name + ":" + password.orElse("")).getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public String toString() {
    return "WebProxy[" + address + "]";
  }
}
