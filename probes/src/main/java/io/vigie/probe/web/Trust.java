package io.vigie.probe.web;

import io.vigie.probe.ProbeContext;
import io.vigie.probe.settings.InvalidSetting;
import java.util.Optional;

/**
 * Whether certificates of servers are judged, and who is trusted.
 *
 * @param ca who is trusted instead of those that the runner trusts, as PEM; may be a reference to a
 *     secret
 */
public record Trust(boolean verify, Optional<String> ca) {

  public Trust {
    if (ca.isPresent() && !verify) {
      throw new InvalidSetting("ca", "must be left out with verify: false, which trusts anybody");
    }
  }

  public WebTls revealed(ProbeContext context) {
    return new WebTls(verify, ca.map(context::reveal), Optional.empty(), Optional.empty());
  }
}
