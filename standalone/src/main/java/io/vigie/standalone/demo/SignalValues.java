package io.vigie.standalone.demo;

import io.vigie.testkit.imap.FakeImap;
import io.vigie.testkit.mail.FakeMailServer;
import io.vigie.testkit.twin.signal.RenderSignal;
import io.vigie.testkit.twin.signal.SignalPorts;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one must fill into {@code checklists/render-signal-server/production.yaml} where the system
 * is its twin.
 */
public final class SignalValues {

  /** The name of the sink that the twin sends to. */
  public static final String SINK = "render-signal-server";

  private SignalValues() {}

  /** Where its parts are and who may log in. */
  public static Map<String, String> of(SignalPorts ports) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("live", "yes");
    values.put("host", RenderSignal.HOST);
    values.put("port", Integer.toString(ports.site()));
    values.put("gunicorn", Integer.toString(ports.gunicorn()));
    values.put("imap", RenderSignal.HOST);
    values.put("imap_port", Integer.toString(ports.imap()));
    values.put("smtp", RenderSignal.HOST);
    values.put("smtp_port", Integer.toString(ports.smtp()));
    values.put("redis", RenderSignal.HOST);
    values.put("redis_port", Integer.toString(ports.redis()));
    values.put("hooks", RenderSignal.HOST + ":" + ports.hook());
    values.put("user", RenderSignal.USER);
    values.put("mailbox", FakeImap.USER);
    values.put("sender", RenderSignal.SENDER_OF_INTEREST);
    values.put("window_start", "08h30");
    values.put("recovery", "3s");
    values.put("patience", "9s");
    values.put("arrival", "4s");
    values.put("again", "1s");
    values.put("smtp_user", FakeMailServer.USER);
    values.put("sink", SINK);
    return values;
  }

  /** As often as is needed to see a fault while one watches. */
  public static Map<String, String> often() {
    return Map.of(
        "often", "3s",
        "sometimes", "5s",
        "hourly", "10s",
        "nightly", "15s",
        "quiet", "",
        "captured", "1m");
  }

  /** The secrets by their names; none of them is a secret of anybody. */
  public static Map<String, String> secrets() {
    return Map.of(
        "EMAIL_PASSWORD", FakeImap.PASSWORD,
        "SMTP_PASSWORD", FakeMailServer.PASSWORD,
        "REDIS_PASSWORD", RenderSignal.REDIS_PASSWORD,
        "TRIGGER_PAGE_PASSWORD", RenderSignal.PASSWORD,
        "WEBHOOK_PATH", "wa8k3v0ukn2xfake");
  }
}
