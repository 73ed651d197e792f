/**
 * How messages travel: the topics with their keys and retention, and JSON as CloudEvents in binary
 * mode ({@code ce_*} headers). Readers ignore unknown fields; an unknown major version is refused
 * with a reason, for the dead-letter topic.
 */
package io.vigie.contract.wire;
