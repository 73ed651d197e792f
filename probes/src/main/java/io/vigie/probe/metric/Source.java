package io.vigie.probe.metric;

import io.vigie.probe.ProbeContext;
import io.vigie.probe.burst.Ask;
import io.vigie.probe.expect.JsonText;
import io.vigie.probe.net.Trouble.Broken;
import io.vigie.probe.web.Url;
import io.vigie.probe.web.WebRequest;
import io.vigie.probe.web.WebResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where metrics come from: what is asked for, and how the answer is read. */
sealed interface Source {

  /** Bytes of an answer, after it is inflated. */
  int MOST_BYTES = 4 * 1024 * 1024;

  WebRequest request(ProbeContext context);

  /** Fails with {@link Broken} where it is not what it must be. */
  Look read(WebResponse response);

  static Source of(MetricSettings settings) {
    return settings
        .prometheus()
        .<Source>map(asked -> new Prometheus(asked, settings))
        .orElseGet(() -> new Page(settings));
  }

  private static Broken notMetrics(WebResponse response, String why) {
    return new Broken("not-metrics", "must be metrics, was " + contentType(response) + ": " + why);
  }

  private static String contentType(WebResponse response) {
    return response.headers().first("content-type").map(Source::cut).orElse("of no type");
  }

  private static String cut(String text) {
    return text.length() <= 200 ? text : text.substring(0, 200) + "…";
  }

  private static void requireWhole(WebResponse response) {
    if (response.truncated()) {
      throw new Broken("too-large", "must be at most " + MOST_BYTES + " bytes, was more");
    }
  }

  private static Broken wrongStatus(WebResponse response) {
    return new Broken("wrong-status", "must be answered by 200, was by " + response.status());
  }

  /** A page that a Prometheus could scrape. */
  record Page(MetricSettings settings) implements Source {

    private static final String ACCEPT =
        "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.9,*/*;q=0.1";

    @Override
    public WebRequest request(ProbeContext context) {
      Map<String, String> headers = new HashMap<>(settings.headers());
      if (headers.keySet().stream().noneMatch("accept"::equalsIgnoreCase)) {
        headers.put("accept", ACCEPT);
      }
      return Ask.get(settings.address(), headers, settings.trust()).request(context, MOST_BYTES);
    }

    @Override
    public Look read(WebResponse response) {
      if (response.status() != 200) {
        throw wrongStatus(response);
      }
      requireWhole(response);
      try {
        String type = response.headers().first("content-type").orElse("");
        return look(Exposition.read(response.text(), type, settings.selectors()), response);
      } catch (IllegalArgumentException e) {
        throw notMetrics(response, e.getMessage());
      } catch (Exposition.TooLarge e) {
        throw new Broken("too-large", "must be smaller, " + e.getMessage());
      }
    }

    private static Look look(Exposition page, WebResponse response) {
      Map<String, List<Series>> found = new LinkedHashMap<>();
      Map<String, String> types = new HashMap<>();
      page.found()
          .forEach(
              (selector, series) -> {
                found.put(selector.text(), series);
                types.put(selector.text(), page.typeOf(selector));
              });
      return new Look(page.format().word(), contentType(response), found, types, page.series());
    }
  }

  /** The answer of a Prometheus. */
  record Prometheus(PrometheusQuery asked, MetricSettings settings) implements Source {

    @Override
    public WebRequest request(ProbeContext context) {
      String base = context.reveal(asked.url()).replaceFirst("/+$", "");
      String query = URLEncoder.encode(context.reveal(asked.query()), StandardCharsets.UTF_8);
      Url url = Url.parse(base + "/api/v1/query?query=" + query, asked.url());
      return Ask.get(asked.url(), settings.headers(), settings.trust())
          .request(context, url, MOST_BYTES);
    }

    @Override
    public Look read(WebResponse response) {
      requireWhole(response);
      Optional<Object> json = json(response);
      if (json.isEmpty() && response.status() != 200) {
        throw wrongStatus(response);
      }
      try {
        List<Series> series =
            QueryAnswer.read(json.orElseThrow(() -> new IllegalArgumentException("it is no JSON")));
        String format = "query";
        return new Look(
            format, contentType(response), Map.of(asked.query(), series), Map.of(), series.size());
      } catch (IllegalArgumentException e) {
        throw notMetrics(response, e.getMessage());
      } catch (Exposition.TooLarge e) {
        throw new Broken("too-large", "must be smaller, " + e.getMessage());
      }
    }

    private static Optional<Object> json(WebResponse response) {
      try {
        return Optional.of(JsonText.value(response.text()));
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    }
  }
}
