/**
 * A SQL Server of a few lines, as no real one is to be had where the tests run: TDS 7.4 with its
 * login, its handshake within packets and its answers, which a test writes token by token. What it
 * says is held against a client that is not ours.
 */
package io.vigie.testkit.sqlserver;
