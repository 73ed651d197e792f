package io.vigie.contract.command;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.job.Cause;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Something that is asked for, once: whoever sees the same id again has seen it.
 *
 * @param by who asks, where a person does
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Command(UUID id, Instant at, Optional<String> by, Order order) {

  /** What it is about: the item, or the system in its environment. */
  public String subject() {
    return order.subject();
  }

  /** What is asked for. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = RunNow.class, name = "run-now"),
    @JsonSubTypes.Type(value = Deployed.class, name = "deployed")
  })
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public sealed interface Order {
    /** What it is about. */
    String subject();
  }

  /**
   * To look at an item at once.
   *
   * @param location from where; from all of its places where absent
   * @param notBy the runner that must leave it to another
   */
  public record RunNow(ItemId item, Cause cause, Optional<String> location, Optional<String> notBy)
      implements Order {
    @Override
    public String subject() {
      return item.toString();
    }
  }

  /** A system was deployed: what is due on deployment is due now. */
  public record Deployed(String system, String environment, Optional<String> version)
      implements Order {

    public Deployed {
      if (!ItemId.isSystemName(system) || !ItemId.isSystemName(environment)) {
        throw new IllegalArgumentException(
            "deployed: must name a system and an environment, was \""
                + system
                + "/"
                + environment
                + "\"");
      }
    }

    @Override
    public String subject() {
      return system + "/" + environment;
    }
  }
}
