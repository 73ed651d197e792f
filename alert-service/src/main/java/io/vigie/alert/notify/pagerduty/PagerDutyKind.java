package io.vigie.alert.notify.pagerduty;

import io.vigie.alert.notify.ChannelAddress;
import io.vigie.alert.notify.ChannelSettings;
import io.vigie.alert.notify.Notifier;
import io.vigie.alert.notify.NotifierKind;
import io.vigie.alert.notify.Secret;
import io.vigie.alert.notify.WebCalls;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;

/** {@code pagerduty}: {@code routing-key}, {@code api}, {@code trust}. */
@ApplicationScoped
public class PagerDutyKind implements NotifierKind {

  private static final String PAGERDUTY = "https://events.pagerduty.com";

  private final WebCalls calls;

  @Inject
  public PagerDutyKind(WebCalls calls) {
    this.calls = calls;
  }

  @Override
  public String type() {
    return "pagerduty";
  }

  @Override
  public Notifier open(ChannelSettings settings) {
    settings.only("routing-key", "api", "trust");
    Secret routingKey = settings.requiredSecret("routing-key");
    URI api = ChannelAddress.secret(settings, "api", settings.optional("api").orElse(PAGERDUTY));
    return new PagerDuty(
        URI.create(api.toString().replaceAll("/+$", "") + "/v2/enqueue"),
        routingKey,
        calls.open("pagerduty", settings, List.of(routingKey)));
  }
}
