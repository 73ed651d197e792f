package io.vigie.alert.notify.webhook;

import io.vigie.alert.notify.ChannelAddress;
import io.vigie.alert.notify.ChannelSettings;
import io.vigie.alert.notify.Notifier;
import io.vigie.alert.notify.NotifierKind;
import io.vigie.alert.notify.Secret;
import io.vigie.alert.notify.WebCalls;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * {@code webhook}: {@code url}, {@code secret}, {@code previous-secret}, {@code headers}, {@code
 * tls}, {@code trust}.
 */
@ApplicationScoped
public class WebhookKind implements NotifierKind {

  private final WebCalls calls;
  private final InstantSource clock;

  @Inject
  public WebhookKind(WebCalls calls, InstantSource clock) {
    this.calls = calls;
    this.clock = clock;
  }

  @Override
  public String type() {
    return "webhook";
  }

  @Override
  public Notifier open(ChannelSettings settings) {
    settings.only("url", "secret", "previous-secret", "headers", "tls", "trust");
    URI url = ChannelAddress.open(settings, "url", settings.required("url"), "headers");
    Map<String, String> headers = ExtraHeaders.of(settings);
    return new Webhook(
        new Secret(url.toString()),
        settings.channel(),
        new WebhookHeaders(headers, signers(settings)),
        calls.open("webhook", settings, secrets(settings, url, headers)),
        clock);
  }

  private static List<Signer> signers(ChannelSettings settings) {
    if (settings.secret("previous-secret").isPresent() && settings.secret("secret").isEmpty()) {
      throw settings.problem("previous-secret", "must be given together with secret");
    }
    return Stream.of("secret", "previous-secret")
        .flatMap(name -> settings.secret(name).map(key -> Signer.of(settings, name, key)).stream())
        .toList();
  }

  private static List<Secret> secrets(
      ChannelSettings settings, URI url, Map<String, String> headers) {
    List<Secret> secrets = new ArrayList<>(ChannelAddress.masks(url));
    settings.secret("secret").ifPresent(secrets::add);
    settings.secret("previous-secret").ifPresent(secrets::add);
    headers.values().forEach(value -> secrets.add(new Secret(value)));
    // "Bearer abc": the token alone is a secret too.
    headers
        .values()
        .forEach(value -> secrets.add(new Secret(value.substring(value.indexOf(' ') + 1))));
    return secrets;
  }
}
