package io.vigie.contract.check;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;

/** When an item is due. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes(@JsonSubTypes.Type(value = Schedule.Every.class, name = "every"))
public sealed interface Schedule {

  /** The longest time between two due times. */
  Duration longestGap();

  /** What the author allows on top before silence counts. */
  Duration grace();

  /** At a fixed interval; the phase within it follows from the item's id. */
  record Every(Duration interval, Duration grace) implements Schedule {

    public Every {
      if (interval.compareTo(Duration.ofSeconds(1)) < 0
          || interval.compareTo(Duration.ofDays(366)) > 0) {
        throw new IllegalArgumentException("every: must be 1s to 366d, was " + interval);
      }
    }

    @Override
    public Duration longestGap() {
      return interval;
    }
  }
}
