package io.vigie.probe.web;

import io.vigie.probe.net.Stage;
import java.util.List;

/** The parts of a request, in their order. */
public final class WebStages {

  public static final Stage PROXY = new Stage("proxy", "asking the proxy for a tunnel");
  public static final Stage TLS = new Stage("tls", "TLS handshake");
  public static final Stage PROCESSING = new Stage("processing", "waiting for the answer");
  public static final Stage TRANSFER = new Stage("transfer", "reading the body");

  public static final List<Stage> ALL =
      List.of(Stage.RESOLVE, Stage.CONNECT, TLS, PROCESSING, TRANSFER);

  private WebStages() {}
}
