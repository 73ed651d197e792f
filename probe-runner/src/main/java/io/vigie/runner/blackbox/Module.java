package io.vigie.runner.blackbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vigie.contract.check.ProbeOrder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A way to probe whatever target a caller names.
 *
 * @param settings those of the kind, as JSON, without the target
 * @param target the setting that the target is put into
 * @param expect what must hold; the usual of the kind where it is empty
 */
public record Module(String kind, String settings, String target, List<String> expect) {

  private static final ObjectMapper JSON = new ObjectMapper();

  public Module {
    expect = List.copyOf(expect);
    if (settings.contains("${")) {
      throw new IllegalArgumentException(
          "vigie.runner.blackbox.modules: settings must hold no secret, because the caller says who"
              + " is sent them; were "
              + settings);
    }
    var _ = read(settings);
  }

  /** Those of blackbox_exporter's example, by their names there, with others beside them. */
  public static Map<String, Module> builtIn(Map<String, Module> others) {
    Map<String, Module> all = new TreeMap<>();
    all.put("http_2xx", new Module("http", "{}", "url", List.of()));
    all.put("http_post_2xx", new Module("http", "{\"method\":\"POST\"}", "url", List.of()));
    all.put("tcp_connect", new Module("tcp", "{}", "address", List.of()));
    all.put("tls_connect", new Module("tls", "{\"versions\":[]}", "address", List.of("verified")));
    all.put("icmp", new Module("ping", "{\"method\":\"icmp\",\"count\":1}", "host", List.of()));
    all.put("dns", new Module("dns", "{\"name\":\"example.com\"}", "resolvers", List.of()));
    all.putAll(others);
    return all;
  }

  ProbeOrder order(String where, Duration timeout) {
    ObjectNode all = read(settings);
    String place = kind.equals("http") && !where.contains("://") ? "http://" + where : where;
    if (target.equals("resolvers")) {
      all.putArray(target).add(place);
    } else {
      all.put(target, place);
    }
    return new ProbeOrder(
        kind,
        all,
        expect,
        "here",
        timeout,
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static ObjectNode read(String settings) {
    try {
      return JSON.readValue(settings, ObjectNode.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "vigie.runner.blackbox.modules: settings must be a JSON object, were " + settings, e);
    }
  }
}
