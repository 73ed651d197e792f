package io.vigie.alert.notify.ntfy;

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
import java.util.Optional;
import java.util.stream.Stream;

/** {@code ntfy}: {@code topic}, {@code server}, {@code token}, {@code tls}, {@code trust}. */
@ApplicationScoped
public class NtfyKind implements NotifierKind {

  private static final String PUBLIC = "https://ntfy.sh";

  private final WebCalls calls;

  @Inject
  public NtfyKind(WebCalls calls) {
    this.calls = calls;
  }

  @Override
  public String type() {
    return "ntfy";
  }

  @Override
  public Notifier open(ChannelSettings settings) {
    settings.only("topic", "server", "token", "tls", "trust");
    String server = settings.optional("server").orElse(PUBLIC);
    URI url = ChannelAddress.open(settings, "server", server, "token");
    if (!List.of("", "/").contains(url.getRawPath())) {
      throw settings.problem("server", "must have no path, because the topic is a setting");
    }
    Secret topic = topic(settings);
    Optional<Secret> token = settings.secret("token");
    List<Secret> secrets = Stream.concat(token.stream(), Stream.of(topic)).toList();
    return new Ntfy(url.resolve("/"), topic, token, calls.open("ntfy", settings, secrets));
  }

  private static Secret topic(ChannelSettings settings) {
    String topic = settings.required("topic");
    if (!topic.matches("[A-Za-z0-9_-]{1,64}")) {
      throw settings.problem(
          "topic", "must be 1 to 64 letters, digits, dashes and underscores, was not");
    }
    return new Secret(topic);
  }
}
