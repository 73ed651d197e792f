package io.vigie.testkit.gate;

import io.vigie.testkit.target.Received;
import io.vigie.testkit.target.Reply;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.IntFunction;

/** A page of metrics, whose text depends on how often it was asked for, counted from 1. */
public final class MetricsPage implements Function<Received, Reply> {

  public static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";
  public static final String OPENMETRICS =
      "application/openmetrics-text; version=1.0.0; charset=utf-8";

  private final String contentType;
  private final IntFunction<String> text;
  private final AtomicInteger asked = new AtomicInteger();

  private MetricsPage(String contentType, IntFunction<String> text) {
    this.contentType = contentType;
    this.text = text;
  }

  /** A page that stays the same. */
  public static MetricsPage of(String contentType, String text) {
    return new MetricsPage(contentType, _ -> text);
  }

  /** A page with one counter, by how often the page was asked for. */
  public static MetricsPage counting(String name, IntFunction<String> value) {
    return new MetricsPage(
        PROMETHEUS, n -> "# TYPE " + name + " counter\n" + name + " " + value.apply(n) + "\n");
  }

  @Override
  public Reply apply(Received request) {
    return Reply.ok(text.apply(asked.incrementAndGet())).header("content-type", contentType);
  }
}
