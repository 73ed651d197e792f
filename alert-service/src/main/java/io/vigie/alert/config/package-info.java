/** What can be configured, with its defaults. */
package io.vigie.alert.config;
