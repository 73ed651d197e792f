package io.vigie.probe.http;

import io.vigie.probe.Observation;
import io.vigie.probe.gauge.Blackbox;
import io.vigie.probe.gauge.Gauge;
import io.vigie.probe.gauge.Gauges;
import io.vigie.probe.net.Stage;
import io.vigie.probe.web.WebStages;
import java.time.DateTimeException;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.regex.Pattern;

/** What is measured of an answer, in the words of blackbox_exporter. */
final class HttpGauges {

  private static final List<Stage> PHASES =
      List.of(
          Stage.RESOLVE, Stage.CONNECT, WebStages.TLS, WebStages.PROCESSING, WebStages.TRANSFER);
  private static final String LENGTH = "headers.content-length";
  private static final Pattern LENGTHS = Pattern.compile("\\d{1,15}");

  private HttpGauges() {}

  static List<Gauge> of(Observation seen) {
    Gauges gauges = Gauges.of(seen);
    PHASES.forEach(phase -> gauges.phase(Blackbox.HTTP_DURATION, phase.word(), phase.word()));
    gauges
        .add(Blackbox.HTTP_STATUS, gauges.number("status"))
        .add(Blackbox.HTTP_CONTENT_LENGTH, contentLength(seen, gauges))
        .add(Blackbox.HTTP_BODY_LENGTH, gauges.number("bodyBytes"))
        .add(Blackbox.HTTP_REDIRECTS, gauges.number("redirects"))
        .add(Blackbox.HTTP_VERSION, version(gauges.text("protocol")))
        .add(Blackbox.HTTP_SSL, gauges.number("tls"))
        .add(Blackbox.FAILED_BY_REGEX, 0);
    lastModified(gauges);
    if (gauges.number("tls") > 0) {
      gauges.tls(gauges.text("tls.version"), gauges.text("tls.cipher"));
    }
    return gauges.list();
  }

  /** -1 where the server did not say, 0 where there was no answer. */
  private static double contentLength(Observation seen, Gauges gauges) {
    String said = gauges.text(LENGTH);
    if (LENGTHS.matcher(said).matches()) {
      return (double) Long.parseLong(said);
    }
    return seen instanceof Observation.Seen ? -1 : 0;
  }

  private static double version(String protocol) {
    return switch (protocol) {
      case "http/1.0" -> 1.0;
      case "http/1.1" -> 1.1;
      case "h2" -> 2;
      default -> 0;
    };
  }

  private static void lastModified(Gauges gauges) {
    String said = gauges.text("headers.last-modified");
    try {
      if (!said.isEmpty()) {
        ZonedDateTime at = ZonedDateTime.parse(said, DateTimeFormatter.RFC_1123_DATE_TIME);
        gauges.add(Blackbox.HTTP_LAST_MODIFIED, (double) at.toEpochSecond());
      }
    } catch (DateTimeException e) {
      // A server may say what it likes; then there is no such time.
      return;
    }
  }
}
