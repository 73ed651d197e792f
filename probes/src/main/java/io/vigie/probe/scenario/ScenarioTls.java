package io.vigie.probe.scenario;

import io.vigie.probe.settings.Setting;
import java.util.Optional;

/** How TLS is judged before anything is sent. */
public record ScenarioTls(
    @Setting(
            value = "Whether the certificate must be trusted, valid today and made for the host.",
            byDefault = "true")
        boolean verify,
    @Setting("An authority to trust beside the usual ones, as PEM.") Optional<String> ca) {}
