package io.vigie.probe.http;

import io.vigie.probe.settings.InvalidSetting;
import io.vigie.probe.settings.Setting;
import io.vigie.probe.settings.ShortForm;
import io.vigie.probe.settings.Size;
import io.vigie.probe.web.Protocol;
import io.vigie.probe.web.RequestRules;
import io.vigie.probe.web.Url;
import io.vigie.probe.web.WebReading;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a checklist says of an http check. Texts may hold {@code ${secret:NAME}}; a secret's value
 * is never in here.
 */
public record HttpSettings(
    @ShortForm @Setting("Where to look, an absolute http or https URL.") String url,
    @Setting(value = "The request method.", byDefault = "GET") String method,
    @Setting("Headers to send, by name; they replace those sent by default.")
        Map<String, String> headers,
    @Setting("The body to send.") Optional<String> body,
    @Setting(
            value = "Whether redirects are followed, at most five, or taken as the answer.",
            byDefault = "follow")
        Redirects redirects,
    @Setting(value = "The version of HTTP that must be spoken.", byDefault = "any")
        Protocol protocol,
    @Setting(
            value = "How many bytes of the body are read; expectations see no more.",
            byDefault = "262144")
        int maxBody,
    @Setting(value = "How TLS is judged.", byDefault = "{}") HttpTls tls,
    @Setting("The HTTP proxy through which requests go.") Optional<HttpProxy> proxy,
    @Setting("A form with a file that is made up, to send instead of a body.")
        Optional<HttpUpload> upload,
    @Setting(
            "Up to how much of a body is read beyond maxBody, to count it, hash it and look into"
                + " it; at most 256 MiB.")
        Optional<Size> download,
    @Setting(
            value =
                "Up to how many scripts, styles and images of a page are loaded from its own"
                    + " origin; at most 50.",
            byDefault = "0")
        int assets) {

  static final int DEFAULT_BODY = WebReading.DEFAULT_BODY;
  static final int MOST_BODY = 1024 * 1024;

  static final int MOST_ASSETS = 50;

  /** A check of {@code url} that says nothing else. */
  public static HttpSettings of(String url) {
    return new HttpSettings(
        url,
        "GET",
        Map.of(),
        Optional.empty(),
        Redirects.FOLLOW,
        Protocol.ANY,
        DEFAULT_BODY,
        HttpTls.DEFAULT);
  }

  /** A check without a proxy, that sends no file, and reads no further than it keeps. */
  public HttpSettings(
      String url,
      String method,
      Map<String, String> headers,
      Optional<String> body,
      Redirects redirects,
      Protocol protocol,
      int maxBody,
      HttpTls tls) {
    this(
        url,
        method,
        headers,
        body,
        redirects,
        protocol,
        maxBody,
        tls,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        0);
  }

  public HttpSettings {
    Url.requireValid(url);
    RequestRules.requireMethod(method);
    headers = Map.copyOf(headers);
    RequestRules.requireHeaders(headers);
    if (maxBody < 1 || maxBody > MOST_BODY) {
      throw new InvalidSetting("maxBody", "must be 1 to " + MOST_BODY + " bytes, was " + maxBody);
    }
    if (assets < 0 || assets > MOST_ASSETS) {
      throw new InvalidSetting("assets", "must be 0 to " + MOST_ASSETS + ", was " + assets);
    }
    download.ifPresent(size -> RequestRules.requireTransferable("download", size));
    if (upload.isPresent()) {
      requireUploadable(method, headers, body);
    }
  }

  private static void requireUploadable(
      String method, Map<String, String> headers, Optional<String> body) {
    if (method.equals("GET") || method.equals("HEAD")) {
      throw new InvalidSetting("method", "must be POST, PUT or PATCH with upload, was " + method);
    }
    if (body.isPresent()) {
      throw new InvalidSetting("body", "must be left out with upload, which is the body");
    }
    if (headers.keySet().stream().anyMatch("content-type"::equalsIgnoreCase)) {
      throw new InvalidSetting("headers", "content-type must be left to upload");
    }
  }

  /** The texts of what is sent behind the headers. */
  Stream<String> sent() {
    return Stream.concat(
        body.stream(), upload.stream().flatMap(form -> form.fields().values().stream()));
  }
}
