package io.vigie.probe.web;

import io.netty.handler.codec.http.HttpHeaders;
import io.vigie.probe.download.Inspection;
import java.io.ByteArrayOutputStream;
import java.util.Optional;

/**
 * What one request got back.
 *
 * @param body as it came over the wire, at most as much as was wanted; empty where it was
 *     downloaded
 * @param truncated true when there was more of it
 * @param downloaded what was learned of it where it was read beyond what is kept
 */
record Answer(
    int status,
    String protocol,
    HttpHeaders headers,
    ByteArrayOutputStream body,
    boolean truncated,
    Optional<Inspection> downloaded) {}
