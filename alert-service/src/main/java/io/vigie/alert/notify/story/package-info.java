/**
 * What a message says, free of how a channel shows it: which words, in which order, in which
 * language. Pure.
 */
package io.vigie.alert.notify.story;
