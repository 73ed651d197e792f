package io.vigie.alert.notify.teams;

import io.vigie.alert.notify.ChannelAddress;
import io.vigie.alert.notify.ChannelSettings;
import io.vigie.alert.notify.Notifier;
import io.vigie.alert.notify.NotifierKind;
import io.vigie.alert.notify.Secret;
import io.vigie.alert.notify.WebCalls;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;

/** {@code teams}: {@code url}, {@code trust}. */
@ApplicationScoped
public class TeamsKind implements NotifierKind {

  private final WebCalls calls;

  @Inject
  public TeamsKind(WebCalls calls) {
    this.calls = calls;
  }

  @Override
  public String type() {
    return "teams";
  }

  @Override
  public Notifier open(ChannelSettings settings) {
    settings.only("url", "trust");
    URI url = ChannelAddress.secret(settings, "url", settings.required("url"));
    return new Teams(
        new Secret(url.toString()), calls.open("teams", settings, ChannelAddress.masks(url)));
  }
}
