/**
 * What every service that answers over HTTP says and refuses, whatever it answers about: the
 * headers for browsers, and the names by which it may be asked.
 */
package io.vigie.runtime.http;
