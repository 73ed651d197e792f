/** A name server that says what it is told to, over datagrams and TCP, true or not. */
package io.vigie.testkit.dns;
