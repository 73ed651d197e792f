package io.vigie.probe.scenario;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.vigie.probe.expect.JsonText;
import java.util.Map;
import java.util.Optional;
import org.jsoup.nodes.Element;

/** Takes out of answers what later steps need. */
final class Captures {

  private static final int LONGEST = 16 * 1024;

  private final Variables variables;
  private final Discretion discretion;
  private final Pace pace;

  Captures(Variables variables, Discretion discretion, Pace pace) {
    this.variables = variables;
    this.discretion = discretion;
    this.pace = pace;
  }

  void take(Map<String, ScenarioCapture> wanted, Answer answer, Session session) {
    wanted.forEach(
        (name, capture) -> {
          Object found = found(name, capture, answer, session);
          String text = String.valueOf(found);
          if (text.length() > LONGEST) {
            throw failed(name, "must be at most " + LONGEST + " characters, was more");
          }
          if (!capture.shown()) {
            discretion.conceal(text);
          }
          variables.put(name, found);
        });
  }

  private Object found(String name, ScenarioCapture capture, Answer answer, Session session) {
    Object source = source(name, capture, answer, session);
    return capture
        .regex()
        .<Object>map(regex -> group(name, regex, String.valueOf(source)))
        .orElse(source);
  }

  private Object source(String name, ScenarioCapture capture, Answer answer, Session session) {
    if (capture.json().isPresent()) {
      String path = capture.json().get();
      return json(name, answer, path)
          .orElseThrow(() -> failed(name, "the JSON must have " + path + ", has none"));
    } else if (capture.header().isPresent()) {
      String header = capture.header().get();
      return answer
          .header(header)
          .orElseThrow(() -> failed(name, "must have a header " + header + ", has none"));
    } else if (capture.cookie().isPresent()) {
      String cookie = capture.cookie().get();
      return session
          .jar()
          .value(cookie, pace.now())
          .orElseThrow(() -> failed(name, "must have a cookie " + cookie + ", has none"));
    } else if (capture.css().isPresent()) {
      String css = capture.css().get();
      return HtmlForm.element(answer.text(), css)
          .flatMap(element -> value(element, capture.attribute()))
          .orElseThrow(() -> failed(name, "the page must have " + css + ", has none"));
    }
    return answer.text();
  }

  private static Optional<Object> json(String name, Answer answer, String path) {
    try {
      return JsonPath.parse(path).in(JsonText.value(answer.text()));
    } catch (IllegalArgumentException e) {
      throw failed(name, "the body " + e.getMessage());
    }
  }

  private static Optional<String> value(Element element, Optional<String> attribute) {
    if (attribute.isPresent()) {
      return attribute.filter(element::hasAttr).map(element::attr);
    } else if (element.hasAttr("value")) {
      return Optional.of(element.attr("value"));
    }
    return Optional.of(element.hasAttr("content") ? element.attr("content") : element.text());
  }

  private static String group(String name, String regex, String text) {
    Matcher matcher = Pattern.compile(regex).matcher(text);
    if (!matcher.find()) {
      throw failed(name, "must match " + regex + ", does not");
    }
    String group = matcher.groupCount() > 0 ? matcher.group(1) : matcher.group();
    return group == null ? "" : group;
  }

  private static Setback failed(String name, String why) {
    return new Setback("capture-failed", "capture " + name + ": " + why);
  }
}
