package io.vigie.testkit.twin;

/** One thing that a twin can do wrong: its name, and what a person would say has happened. */
public record Fault(String name, String what) {}
