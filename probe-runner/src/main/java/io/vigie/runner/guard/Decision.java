package io.vigie.runner.guard;

/** Whether an address may be probed, with the rule that decided. */
public sealed interface Decision {

  String reason();

  record Allowed(String reason) implements Decision {}

  record Refused(String reason) implements Decision {}
}
