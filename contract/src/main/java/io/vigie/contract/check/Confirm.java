package io.vigie.contract.check;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** Who must see a failure too before it is believed. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Confirm.AtLocation.class, name = "location"),
  @JsonSubTypes.Type(value = Confirm.DifferentRunner.class, name = "different-runner")
})
public sealed interface Confirm {

  /** A runner at this place. */
  record AtLocation(String location) implements Confirm {}

  /** Another runner at the same place. */
  record DifferentRunner() implements Confirm {}
}
