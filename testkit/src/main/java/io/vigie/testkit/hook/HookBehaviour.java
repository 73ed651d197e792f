package io.vigie.testkit.hook;

import java.time.Duration;

/** How {@link FakeHook} treats a request. */
public sealed interface HookBehaviour {

  /** Does what its protocol says. */
  record Behave() implements HookBehaviour {}

  /** Answers this and takes nothing. */
  record Say(HookAnswer answer) implements HookBehaviour {}

  /** Takes the request and answers something else than its protocol would. */
  record TakeAndSay(HookAnswer answer) implements HookBehaviour {}

  /** Takes the request and never answers: the sender cannot know. */
  record TakeAndStall() implements HookBehaviour {}

  /** Takes nothing and never answers: the sender cannot know either. */
  record Stall() implements HookBehaviour {}

  /** Takes the request and cuts the connection without an answer. */
  record TakeAndCut() implements HookBehaviour {}

  /** Takes the request and begins an answer of 200 that never ends, as fast as it can. */
  record TakeAndBabble() implements HookBehaviour {}

  /** Takes the request and begins an answer of 200 of which a byte comes now and then. */
  record TakeAndDrip() implements HookBehaviour {}

  static HookBehaviour status(int status, String body) {
    return new Say(HookAnswer.text(status, body));
  }

  static HookBehaviour serverError() {
    return status(500, "internal error");
  }

  static HookBehaviour rateLimited(Duration retryAfter) {
    return new Say(
        HookAnswer.text(429, "slow down")
            .with("Retry-After", Long.toString(retryAfter.toSeconds())));
  }

  static HookBehaviour redirect(int status, String to) {
    return new Say(HookAnswer.text(status, "").with("Location", to));
  }
}
