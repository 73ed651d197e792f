package io.vigie.alert.notify.alertmanager;

import io.vigie.alert.notify.ChannelSettings;
import io.vigie.alert.notify.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What opens the door: a header {@code authorization}, or nothing. */
record Credentials(Optional<Secret> authorization, List<Secret> secrets) {

  Credentials {
    secrets = List.copyOf(secrets);
  }

  static Credentials of(ChannelSettings settings) {
    Optional<Secret> token = settings.secret("token");
    Optional<Secret> password = settings.secret("password");
    Optional<String> username = settings.optional("username");
    if (username.isPresent() != password.isPresent()) {
      throw settings.problem("username", "must be given together with password");
    }
    if (token.isPresent() && password.isPresent()) {
      throw settings.problem("token", "must be absent with username and password");
    }
    Optional<Secret> basic = username.map(name -> basic(name, password.orElseThrow()));
    Optional<Secret> authorization =
        basic
            .map(pair -> new Secret("Basic " + pair.reveal()))
            .or(() -> token.map(text -> new Secret("Bearer " + text.reveal())));
    return new Credentials(
        authorization,
        Stream.of(authorization, basic, token, password).flatMap(Optional::stream).toList());
  }

  private static Secret basic(String username, Secret password) {
    String pair = username + ":" + password.reveal();
    return new Secret(Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
  }

  Map<String, String> headers() {
    return authorization.map(secret -> Map.of("authorization", secret.reveal())).orElseGet(Map::of);
  }
}
