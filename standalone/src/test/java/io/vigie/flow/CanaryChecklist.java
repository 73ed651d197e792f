package io.vigie.flow;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A checklist with a secret of its own in every place that can hold one. */
final class CanaryChecklist {

  private final Set<String> items = new TreeSet<>();
  private final Canaries canaries;
  private final Parrots parrots;
  private final String planted;

  /**
   * @param canaries get what is written here
   * @param planted what is no secret
   */
  CanaryChecklist(Canaries canaries, Parrots parrots, String planted) {
    this.canaries = canaries;
    this.parrots = parrots;
    this.planted = planted;
  }

  /** The items by their ids, once it is written. */
  Set<String> items() {
    return items;
  }

  /** In the checklist language. */
  String written() {
    StringBuilder yaml =
        new StringBuilder(
            """
            vigie: 1
            system: canary
            environment: production
            owner: shop
            defaults: { every: 2s, timeout: 1500ms, fails: 1, recovers: 1, severity: P0 }
            items:
            """);
    List.of(web(), lines(), databases(), journeys()).forEach(yaml::append);
    return yaml.toString();
  }

  private String web() {
    return Parrots.WAYS.keySet().stream().map(this::http).collect(Collectors.joining())
        + item(
            "PROXY",
            "http: { url: 'http://planted.example/', proxy: { url: 'http://localhost:%d', username: robot, password: '%s' } }"
                .formatted(parrots.http, secret("proxy-password")))
        + item(
            "CLIENTKEY",
            "http: { url: 'https://localhost:%d/raw', tls: { verify: false, certificate: '${secret:client-cert}', key: '${secret:client-key}' } }"
                .formatted(parrots.https));
  }

  /** Where one speaks by lines, or logs in to such a place. */
  private String lines() {
    return item(
            "TCP",
            "tcp: { address: \"localhost:%d\", dialogue: [ { send: \"%s\\r\\n\" }, { expect: never } ] }"
                .formatted(parrots.tcp, "AUTH " + secret("tcp")))
        + item("REDIS", login("redis", parrots.redis, ""))
        + item("SMTP", login("smtp", parrots.smtp, ""))
        + item("IMAP", login("imap", parrots.imap, ""))
        + item("PLAIN", login("imap", parrots.imap, "mechanism: plain,"));
  }

  private String databases() {
    return item("DB", login("database", parrots.postgres, "product: postgresql, login: refused,"))
        + item("MYSQL", database("mysql", parrots.mysql))
        + item("MONGODB", database("mongodb", parrots.mongo));
  }

  private String database(String product, int port) {
    return "database: { host: localhost, port: %d, product: %s, user: robot, password: '%s', tls: off }"
        .formatted(port, product, secret(product + "-login"));
  }

  /** What takes several steps. */
  private String journeys() {
    return item("ROUNDTRIP", roundTrip())
        + effect("starts-work")
        + item("LOGIN", scenario("login: robot"))
        + item("STEP", scenario(step()))
        + item("SINK", sink())
        + effect("starts-work");
  }

  private String roundTrip() {
    return """
    mail-roundtrip:
          smtp: { host: localhost, port: %d, user: a, password: '%s', tls: off, from: a@example.com, to: b@example.com }
          imap: { host: localhost, port: %d, user: b, password: '%s', tls: off }
          quiet: 200ms
    """
        .formatted(parrots.smtp, secret("roundtrip-smtp"), parrots.imap, secret("roundtrip-imap"));
  }

  private static String effect(String is) {
    return "    effect: { is: %s, atMostEvery: 2s }\n".formatted(is);
  }

  private String scenario(String step) {
    return """
    scenario:
          url: "http://localhost:%d"
          accounts: { robot: { user: robot, password: '%s' } }
          login: { page: /form, opens: /raw }
          steps: [ { %s } ]\
    """
        .formatted(parrots.http, secret("scenario-" + step.substring(0, 3)), step);
  }

  private String step() {
    return """
    post: '/json?key=%s', headers: { x-key: '%s' }, json: { key: '%s' }, expect: ['body == "x"']\
    """
        .formatted(secret("step-query", "+/=&~"), secret("step-header"), secret("step-body"));
  }

  private String sink() {
    return """
    sink:
          name: nest
          quiet: 200ms
          trigger: { url: 'http://localhost:%d/url?key=%s', headers: { x-key: '%s' }, body: '%s' }\
    """
        .formatted(
            parrots.http,
            secret("sink-query", "+/=&~"),
            secret("sink-header"),
            secret("sink-body"));
  }

  /** Secrets in the address, in a header, alone and with a name, and in the body. */
  private String http(String way) {
    String url =
        "http://localhost:%d/%s?key=%s"
            .formatted(parrots.http, way, secret(way + "-query", "+/=&~"));
    return item(
            way.toUpperCase(Locale.ROOT),
            """
            http:
                  url: '%s'
                  method: POST
                  headers: { authorization: 'Bearer %s', x-planted: %s, x-user: 'operator:%s' }
                  body: '{"token": "%s"}'\
            """
                .formatted(
                    url,
                    secret(way + "-bearer"),
                    planted,
                    secret(way + "-user"),
                    secret(way + "-body")))
        + "    expect: [ 'body == \"nothing\"', 'headers[\"x-echo\"] == \"\"', 'status == 200' ]\n";
  }

  private String login(String kind, int port, String more) {
    return "%s: { host: localhost, port: %d, user: robot, password: '%s', %s tls: off }"
        .formatted(kind, port, secret(kind + "-login" + more), more);
  }

  private String item(String id, String kind) {
    items.add(id);
    return "  - id: %s\n    title: %s %s\n    %s\n".formatted(id, id, planted, kind);
  }

  private String secret(String name) {
    String plain = name.replaceAll("[^A-Za-z0-9-]", "");
    canaries.hatch(plain);
    return "${secret:" + plain + "}";
  }

  private String secret(String name, String special) {
    canaries.hatch(name, special);
    return "${secret:" + name + "}";
  }
}
