/**
 * What is held to be true of an item once thresholds are applied: the states, and the message that
 * says that one changed.
 */
package io.vigie.contract.state;
