package io.vigie.probe.line;

import java.util.Optional;

/**
 * How the certificate of a server is judged.
 *
 * @param host for SNI and the certificate
 * @param verify whether it must be trusted, valid today and made for the host
 * @param ca who is trusted instead of those that the runner trusts, as PEM; may be a reference to a
 *     secret
 */
public record Judging(String host, boolean verify, Optional<String> ca) {}
