/**
 * The kind {@code dns}: what name servers say of a name. Passed means that each of the resolvers
 * has records of the type, and all have the same, unless the author expects something else.
 *
 * <p>Read in this order: {@code DnsSettings}, {@code DnsRun} (the way of one run), {@code
 * DnsClient} (one question to one resolver), {@code DnsMessage} (a bounded reader of answers),
 * {@code MailPolicy} (SPF, DKIM and DMARC). The resolvers are the target here, so their trouble is
 * a failure, not blindness; their addresses pass the egress policy like any other. Signatures
 * (DNSSEC) are not verified; whether the resolver did is told by a word.
 */
package io.vigie.probe.dns;
