package io.vigie.probe.sink;

/** How an application gets to a sink. */
public enum Door {
  /** In clear, or through a proxy that speaks TLS before the runner. */
  OFF("vigie.runner.sink.port"),
  /** Over TLS, with the runner's certificate. */
  VALID("vigie.runner.sink.tls-port"),
  /** Over TLS, with a certificate that nobody may trust. */
  SELF_SIGNED("vigie.runner.sink.self-signed-port");

  private final String setting;

  Door(String setting) {
    this.setting = setting;
  }

  /** The setting of a runner that opens it. */
  public String setting() {
    return setting;
  }
}
