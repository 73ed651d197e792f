package io.vigie.runtime.health;

/** How far a consumer has come, and how much lies before it. */
record Standing(long committed, long lag) {}
