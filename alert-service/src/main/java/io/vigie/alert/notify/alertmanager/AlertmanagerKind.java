package io.vigie.alert.notify.alertmanager;

import io.vigie.alert.notify.ChannelAddress;
import io.vigie.alert.notify.ChannelSettings;
import io.vigie.alert.notify.Notifier;
import io.vigie.alert.notify.NotifierKind;
import io.vigie.alert.notify.WebCalls;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code alertmanager}: {@code url}, {@code username}, {@code password}, {@code token}, {@code
 * open-for}, {@code tls}, {@code trust}.
 */
@ApplicationScoped
public class AlertmanagerKind implements NotifierKind {

  private static final Pattern SPAN = Pattern.compile("([1-9][0-9]{0,3})([hd])");

  private final WebCalls calls;
  private final InstantSource clock;

  @Inject
  public AlertmanagerKind(WebCalls calls, InstantSource clock) {
    this.calls = calls;
    this.clock = clock;
  }

  @Override
  public String type() {
    return "alertmanager";
  }

  @Override
  public Notifier open(ChannelSettings settings) {
    settings.only("url", "username", "password", "token", "open-for", "tls", "trust");
    URI url = ChannelAddress.open(settings, "url", settings.required("url"), "password", "token");
    Credentials credentials = Credentials.of(settings);
    return new Alertmanager(
        URI.create(url.toString().replaceAll("/+$", "") + "/api/v2/alerts"),
        credentials,
        openFor(settings),
        calls.open("alertmanager", settings, credentials.secrets()),
        clock);
  }

  private static Duration openFor(ChannelSettings settings) {
    String text = settings.optional("open-for").orElse("365d");
    Matcher span = SPAN.matcher(text);
    if (!span.matches()) {
      throw settings.problem("open-for", "must be like 12h or 365d, was \"" + text + '"');
    }
    long amount = Long.parseLong(span.group(1));
    return span.group(2).equals("h") ? Duration.ofHours(amount) : Duration.ofDays(amount);
  }
}
