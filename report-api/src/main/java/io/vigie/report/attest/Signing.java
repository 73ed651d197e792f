package io.vigie.report.attest;

import io.vigie.contract.result.Result;

/** What became of somebody's wish to sign. */
public sealed interface Signing {

  /** The signature, as the result that it is. */
  record Signed(Result result, Signature signature) implements Signing {}

  /** The item is not one that is signed, or does not apply here. */
  record NotToBeSigned(String why) implements Signing {}

  /** The item is signed by others. */
  record NotAllowed(String why) implements Signing {}
}
