/**
 * The kind {@code scenario}: steps as a person with a browser takes them, each with what it must
 * find, and with what must be tidied up whatever comes. Settings are records; {@link
 * io.vigie.probe.scenario.ScenarioRun} plays the steps in blocking calls of a virtual thread; the
 * decisions (cookies, forms, what is a refusal, tokens) are pure.
 */
package io.vigie.probe.scenario;
