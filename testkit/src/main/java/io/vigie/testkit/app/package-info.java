/**
 * A small web application to log in to, with sessions, roles, tokens and things to make and delete,
 * and with faults that can be planted into it one by one.
 */
package io.vigie.testkit.app;
