/**
 * One job, run once. It waits for its due time, is looked at under one wall-clock deadline, and
 * becomes a result whose evidence is redacted and bounded here and nowhere else. Whatever goes
 * wrong on our side is {@code Blind} or {@code Missed}: only what the target did is {@code Failed}.
 * Free of Kafka and of any container, because {@code vigie run} uses it too.
 */
package io.vigie.runner.run;
