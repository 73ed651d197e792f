package io.vigie.contract.check;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** When an item is due; {@code io.vigie.contract.due} computes the times. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Schedule.Every.class, name = "every"),
  @JsonSubTypes.Type(value = Schedule.Cron.class, name = "cron"),
  @JsonSubTypes.Type(value = Schedule.OnDeploy.class, name = "on-deploy")
})
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public sealed interface Schedule {

  /** What the author allows on top before silence counts. */
  Duration grace();

  /** At a fixed interval; the phase within it follows from the item's id. */
  record Every(Duration interval, Duration grace, Optional<Hours> between) implements Schedule {

    public Every {
      if (interval.compareTo(Duration.ofSeconds(1)) < 0
          || interval.compareTo(Duration.ofDays(366)) > 0) {
        throw new IllegalArgumentException("every: must be 1s to 366d, was " + interval);
      }
    }

    /** At any hour. */
    public Every(Duration interval, Duration grace) {
      this(interval, grace, Optional.empty());
    }
  }

  /** At the moments that any of the expressions names, on the clocks of a zone. */
  record Cron(List<String> expressions, ZoneId zone, Duration grace, Optional<Hours> between)
      implements Schedule {

    public Cron {
      expressions = List.copyOf(expressions);
      if (expressions.isEmpty()) {
        throw new IllegalArgumentException("cron: must have at least one expression, had none");
      }
    }
  }

  /** Once after each deployment of the system. */
  record OnDeploy(Duration grace) implements Schedule {}
}
