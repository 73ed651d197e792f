package io.vigie.probe.web;

import io.netty.handler.codec.http.HttpHeaders;
import java.io.ByteArrayOutputStream;

/**
 * What one request got back.
 *
 * @param body as it came over the wire, at most as much as was wanted
 * @param truncated true when there was more of it
 */
record Answer(
    int status,
    String protocol,
    HttpHeaders headers,
    ByteArrayOutputStream body,
    boolean truncated) {}
