package io.vigie.probe.scenario;

import io.vigie.probe.settings.Setting;
import io.vigie.probe.settings.ShortForm;
import java.util.Optional;

/** A JSON web token to take apart. */
public record ScenarioToken(
    @ShortForm @Setting("The token, mostly a name such as {{access}}.") String of,
    @Setting("The key that must have signed it, as PEM or a JSON Web Key.")
        Optional<String> publicKey) {}
