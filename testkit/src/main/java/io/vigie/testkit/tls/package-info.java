/**
 * Certificates made on the spot: good ones of a test authority, and each kind of bad one. Pure JDK,
 * nothing is written to disk.
 */
package io.vigie.testkit.tls;
