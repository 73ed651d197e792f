/**
 * The kind {@code tls}: what a server shows and accepts before anything of use is said. Passed
 * means that the certificate is trusted, made for the host and valid for a week yet, and that
 * neither an old version nor a weak cipher suite is accepted, unless the author expects something
 * else.
 *
 * <p>Read in this order: {@code TlsSettings}, {@code TlsRun} (the way of one run), {@code
 * SecureHandshake} (accepts whatever is shown), {@code ChainJudge} (says what is wrong with it),
 * {@code Scan} and {@code Hello} (what else would be accepted). A version or suite that no library
 * speaks any more is tried with a hello written by hand: the answer to it is all that is needed.
 *
 * <p>Nothing secret is ever sent, so the handshake verifies nothing, and judging comes after.
 */
package io.vigie.probe.tls;
