package io.vigie.contract.command;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.vigie.contract.alert.IncidentId;
import io.vigie.contract.alert.Matcher;
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
    @JsonSubTypes.Type(value = Deployed.class, name = "deployed"),
    @JsonSubTypes.Type(value = Acknowledge.class, name = "acknowledge"),
    @JsonSubTypes.Type(value = Comment.class, name = "comment"),
    @JsonSubTypes.Type(value = Mute.class, name = "silence"),
    @JsonSubTypes.Type(value = Unmute.class, name = "end-silence"),
    @JsonSubTypes.Type(value = Waive.class, name = "waive"),
    @JsonSubTypes.Type(value = EndWaiver.class, name = "end-waiver"),
    @JsonSubTypes.Type(value = TestAlert.class, name = "test-alert")
  })
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public sealed interface Order {
    /** What it is about. */
    String subject();
  }

  /** What alert-service does; nobody else has a part in it. */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public sealed interface OfAlerts extends Order {}

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

  /** Somebody looks after an incident; {@link Command#by} says who. */
  public record Acknowledge(IncidentId incident) implements OfAlerts {
    @Override
    public String subject() {
      return "incident/" + incident;
    }
  }

  /** Somebody says something about an incident. */
  public record Comment(IncidentId incident, String text) implements OfAlerts {

    /** A longer text is refused. */
    public static final int LONGEST = 2_000;

    @Override
    public String subject() {
      return "incident/" + incident;
    }
  }

  /** Nobody is to be told for a while of what fails among some items. */
  public record Mute(UUID silence, Matcher matcher, String reason, Instant until)
      implements OfAlerts {
    @Override
    public String subject() {
      return "silence/" + silence;
    }
  }

  /** A silence is over before its end. */
  public record Unmute(UUID silence) implements OfAlerts {
    @Override
    public String subject() {
      return "silence/" + silence;
    }
  }

  /** Somebody accepts that an item fails; a new one takes the place of an older one. */
  public record Waive(ItemId item, String reason, Instant until) implements OfAlerts {
    @Override
    public String subject() {
      return item.toString();
    }
  }

  /** What was accepted is accepted no more. */
  public record EndWaiver(ItemId item) implements OfAlerts {
    @Override
    public String subject() {
      return item.toString();
    }
  }

  /**
   * A message that says that it is a test.
   *
   * @param channel the channel to try; all channels of the route where absent
   * @param item as if this item had failed; the default route where absent
   */
  public record TestAlert(Optional<String> channel, Optional<ItemId> item) implements OfAlerts {
    @Override
    public String subject() {
      return "test-alert";
    }
  }
}
