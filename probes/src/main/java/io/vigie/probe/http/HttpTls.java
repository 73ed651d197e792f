package io.vigie.probe.http;

import io.vigie.probe.settings.Setting;

/** How TLS is judged before anything is sent. */
public record HttpTls(
    @Setting(
            value = "Whether the certificate must be trusted, valid today and made for the host.",
            byDefault = "true")
        boolean verify) {

  static final HttpTls DEFAULT = new HttpTls(true);
}
