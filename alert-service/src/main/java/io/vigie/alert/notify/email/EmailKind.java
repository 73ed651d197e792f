package io.vigie.alert.notify.email;

import io.vertx.core.Vertx;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.StartTLSOptions;
import io.vigie.alert.notify.ChannelSettings;
import io.vigie.alert.notify.Notifier;
import io.vigie.alert.notify.NotifierKind;
import io.vigie.alert.notify.Secret;
import io.vigie.alert.notify.SendDeadline;
import io.vigie.runtime.net.NeverReachable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * {@code email}: {@code host}, {@code port}, {@code from}, {@code to}, {@code username}, {@code
 * password}, {@code tls} ({@code starttls}, {@code implicit} or {@code none}), {@code trust} (a PEM
 * file to trust beside nothing else).
 */
@ApplicationScoped
public class EmailKind implements NotifierKind {

  private static final int SUBMISSION = 587;

  private final Vertx vertx;
  private final SendDeadline deadline;

  @Inject
  public EmailKind(Vertx vertx, SendDeadline deadline) {
    this.vertx = vertx;
    this.deadline = deadline;
  }

  @Override
  public String type() {
    return "email";
  }

  private static String host(ChannelSettings settings) {
    String host = settings.required("host");
    NeverReachable.reason(host)
        .ifPresent(
            why -> {
              throw settings.problem("host", "must be one that may be called, was " + why);
            });
    return host;
  }

  @Override
  public Notifier open(ChannelSettings settings) {
    settings.only("host", "port", "from", "to", "username", "password", "tls", "trust");
    Optional<Secret> password = settings.secret("password");
    int half = Math.max(1, Math.toIntExact(deadline.value().toMillis() / 2));
    MailConfig config = new MailConfig(host(settings), settings.port("port", SUBMISSION));
    // A mail a minute is no reason to hold a connection that may be dead when it is needed.
    config.setKeepAlive(false).setMaxPoolSize(2).setConnectTimeout(half);
    config.setHostnameVerificationAlgorithm("HTTPS");
    encrypt(config, settings, password.isPresent());
    logIn(config, settings, password);
    settings.optional("trust").ifPresent(file -> trust(config, settings, file));
    return new Email(
        vertx,
        config,
        address(settings, settings.required("from")),
        settings.list("to").stream().map(to -> address(settings, to)).toList(),
        password,
        deadline.value());
  }

  private static void encrypt(MailConfig config, ChannelSettings settings, boolean withPassword) {
    String tls = settings.optional("tls").orElse("starttls");
    switch (tls) {
      case "starttls" -> config.setStarttls(StartTLSOptions.REQUIRED);
      case "implicit" -> config.setSsl(true);
      case "none" -> {
        if (withPassword) {
          throw settings.problem("tls", "must be starttls or implicit with a password, was none");
        }
        config.setStarttls(StartTLSOptions.DISABLED);
      }
      default ->
          throw settings.problem("tls", "must be starttls, implicit or none, was \"" + tls + "\"");
    }
  }

  private static void trust(MailConfig config, ChannelSettings settings, String file) {
    if (!Files.isReadable(Path.of(file))) {
      throw settings.problem("trust", "must be a readable PEM file, was \"" + file + "\"");
    }
    config.setTrustOptions(new PemTrustOptions().addCertPath(file));
  }

  private static void logIn(
      MailConfig config, ChannelSettings settings, Optional<Secret> password) {
    Optional<String> username = settings.optional("username");
    if (username.isPresent() != password.isPresent()) {
      throw settings.problem("username", "must be given together with password");
    }
    config.setLogin(username.isPresent() ? LoginOption.REQUIRED : LoginOption.DISABLED);
    username.ifPresent(config::setUsername);
    password.ifPresent(secret -> config.setPassword(secret.reveal()));
    config.setAuthMethods("PLAIN LOGIN");
  }

  private static String address(ChannelSettings settings, String address) {
    if (!List.of(address.split("@", -1)).stream().allMatch(part -> part.matches("[^\\s<>]+"))
        || address.indexOf('@') < 1) {
      throw settings.problem("to", "must be mail addresses, was \"" + address + "\"");
    }
    return address;
  }
}
