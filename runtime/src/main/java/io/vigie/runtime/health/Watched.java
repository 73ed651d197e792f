package io.vigie.runtime.health;

/** A consumer group of this process on one topic. */
record Watched(String group, String topic) {}
