/**
 * The command line {@code vigie}. Arguments arrive; data leaves on the standard output and talk on
 * the standard error, so that the one can be piped while a person reads the other. The rule that
 * lives here is what each exit code means ({@link io.vigie.cli.Exit}). Only {@code up} and {@code
 * demo} start the services; the other verbs must stay quick.
 */
package io.vigie.cli;
