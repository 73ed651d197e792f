package io.vigie.standalone;

/** Is told, in short sentences for a person, what is being done. */
@FunctionalInterface
public interface Progress {

  void says(String sentence);
}
