package io.vigie.probe.http;

import io.vigie.probe.settings.InvalidSetting;
import io.vigie.probe.settings.Setting;
import io.vigie.probe.settings.ShortForm;
import io.vigie.probe.web.Url;
import java.util.Optional;

/** Through whom requests go. */
public record HttpProxy(
    @ShortForm @Setting("The proxy, such as http://proxy.example.com:3128.") String url,
    @Setting("Who we are to the proxy; may hold secrets.") Optional<String> username,
    @Setting("The password: only as ${secret:NAME}.") Optional<String> password) {

  public HttpProxy {
    if (url.contains("${") || !isProxy(url)) {
      throw new InvalidSetting(
          "url", "must be http://host:port without a path and without a secret in it");
    }
    if (username.isPresent() != password.isPresent()) {
      throw new InvalidSetting("password", "username and password must be given both or neither");
    }
    if (password.isPresent() && !password.get().strip().matches("\\$\\{secret:[^}]*}")) {
      throw new InvalidSetting("password", "must be a reference such as ${secret:NAME}");
    }
  }

  private static boolean isProxy(String url) {
    try {
      Url proxy = Url.of(url);
      return !proxy.secure() && proxy.path().equals("/");
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
