package io.vigie.testkit.hook;

/**
 * What a service answers to a request: success where it takes it, and the original's refusal where
 * it does not.
 */
@FunctionalInterface
public interface HookProtocol {

  HookAnswer answer(HookRequest request);

  /** Takes everything. */
  static HookProtocol anything() {
    return _ -> HookAnswer.text(200, "");
  }
}
