package io.vigie.alert.notify;

import java.time.Duration;

/** How long one attempt to send may take, from connecting to the answer. */
public record SendDeadline(Duration value) {}
