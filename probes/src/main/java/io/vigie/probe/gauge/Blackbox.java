package io.vigie.probe.gauge;

import java.util.List;

/** The series of blackbox_exporter, by its names and with its help texts. */
public final class Blackbox {

  public static final Series SUCCESS =
      new Series("probe_success", "Displays whether or not the probe was a success");
  public static final Series DURATION =
      new Series(
          "probe_duration_seconds", "Returns how long the probe took to complete in seconds");
  public static final Series TIMEOUT =
      new Series("probe_timeout_seconds", "Displays the timeout of the probe in seconds");

  public static final Series LOOKUP_TIME =
      new Series(
          "probe_dns_lookup_time_seconds",
          "Returns the time taken for probe dns lookup in seconds");
  public static final Series IP_PROTOCOL =
      new Series("probe_ip_protocol", "Specifies whether probe ip protocol is IP4 or IP6");
  public static final Series IP_HASH =
      new Series(
          "probe_ip_addr_hash",
          "Specifies the hash of IP address. It's useful to detect if the IP address changes.");

  public static final Series HTTP_DURATION =
      new Series(
          "probe_http_duration_seconds",
          "Duration of http request by phase, summed over all redirects",
          List.of("phase"));
  public static final Series HTTP_STATUS =
      new Series("probe_http_status_code", "Response HTTP status code");
  public static final Series HTTP_CONTENT_LENGTH =
      new Series("probe_http_content_length", "Length of http content response");
  public static final Series HTTP_BODY_LENGTH =
      new Series("probe_http_uncompressed_body_length", "Length of uncompressed response body");
  public static final Series HTTP_REDIRECTS =
      new Series("probe_http_redirects", "The number of redirects");
  public static final Series HTTP_SSL =
      new Series("probe_http_ssl", "Indicates if SSL was used for the final redirect");
  public static final Series HTTP_VERSION =
      new Series("probe_http_version", "Returns the version of HTTP of the probe response");
  public static final Series HTTP_LAST_MODIFIED =
      new Series(
          "probe_http_last_modified_timestamp_seconds",
          "Returns the Last-Modified HTTP response header in unixtime");
  public static final Series FAILED_BY_REGEX =
      new Series("probe_failed_due_to_regex", "Indicates if probe failed due to regex");
  public static final Series FAILED_BY_CEL =
      new Series("probe_failed_due_to_cel", "Indicates if probe failed due to CEL expression");

  public static final Series CERTIFICATE_EXPIRY =
      new Series("probe_ssl_earliest_cert_expiry", "Returns last SSL chain expiry in unixtime");
  public static final Series CHAIN_EXPIRY =
      new Series(
          "probe_ssl_last_chain_expiry_timestamp_seconds",
          "Returns last SSL chain expiry in timestamp");
  public static final Series CHAIN =
      new Series(
          "probe_ssl_last_chain_info",
          "Contains SSL leaf certificate information",
          List.of("fingerprint_sha256", "subject", "issuer", "subjectalternative", "serialnumber"));
  public static final Series TLS_VERSION =
      new Series(
          "probe_tls_version_info",
          "Returns the TLS version used or NaN when unknown",
          List.of("version"));
  public static final Series TLS_CIPHER =
      new Series(
          "probe_tls_cipher_info",
          "Returns the TLS cipher negotiated during handshake",
          List.of("cipher"));

  public static final Series DNS_DURATION =
      new Series(
          "probe_dns_duration_seconds", "Duration of DNS request by phase", List.of("phase"));
  public static final Series DNS_ANSWERS =
      new Series(
          "probe_dns_answer_rrs", "Returns number of entries in the answer resource record list");
  public static final Series DNS_AUTHORITIES =
      new Series(
          "probe_dns_authority_rrs",
          "Returns number of entries in the authority resource record list");
  public static final Series DNS_ADDITIONALS =
      new Series(
          "probe_dns_additional_rrs",
          "Returns number of entries in the additional resource record list");
  public static final Series DNS_SUCCEEDED =
      new Series(
          "probe_dns_query_succeeded",
          "Displays whether or not the query was executed successfully");
  public static final Series DNS_SERIAL =
      new Series("probe_dns_serial", "Returns the serial number of the zone");

  public static final Series ICMP_DURATION =
      new Series(
          "probe_icmp_duration_seconds", "Duration of icmp request by phase", List.of("phase"));
  public static final Series ICMP_HOPS =
      new Series("probe_icmp_reply_hop_limit", "Replied packet hop limit (TTL for ipv4)");

  private Blackbox() {}
}
