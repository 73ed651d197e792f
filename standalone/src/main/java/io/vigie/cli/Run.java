package io.vigie.cli;

import io.vigie.contract.check.Check;
import io.vigie.contract.result.Result;

/** An item that was looked at, and what was seen. */
record Run(Check check, Result result) {}
