package io.vigie.contract.check;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Everything a runner needs to look, except secret values: the kind, its settings as the kind
 * defines them, what is expected, from where, and how long it may take.
 *
 * @param timeout how long one attempt may take
 * @param warn expectations that must hold for a pass without a warning
 * @param retry whether a failed attempt is followed by another within the same run
 * @param effect what looking does to the target; read-only where absent
 * @param polarity where {@link Polarity#FORBIDDEN}, the run passes when an expectation is false
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ProbeOrder(
    @JsonInclude String kind,
    @JsonInclude ObjectNode settings,
    @JsonInclude List<String> expect,
    String location,
    Duration timeout,
    @JsonSetter(nulls = Nulls.AS_EMPTY) List<String> warn,
    Optional<Retry> retry,
    Optional<Effect> effect,
    Optional<Polarity> polarity)
    implements Nature {

  /** Where a check is seen from when it names no location. */
  public static final String DEFAULT_LOCATION = "outside";

  public ProbeOrder {
    settings = settings.deepCopy();
    expect = List.copyOf(expect);
    warn = List.copyOf(warn);
  }

  /** An order with nothing special about it. */
  public ProbeOrder(
      String kind, ObjectNode settings, List<String> expect, String location, Duration timeout) {
    this(
        kind,
        settings,
        expect,
        location,
        timeout,
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  @Override
  public ObjectNode settings() {
    return settings.deepCopy();
  }

  /** The same order for the runners of another place. */
  public ProbeOrder at(String place) {
    return new ProbeOrder(kind, settings, expect, place, timeout, warn, retry, effect, polarity);
  }

  @Override
  @JsonIgnore
  public Mode mode() {
    return Mode.CHECK;
  }

  /**
   * Another attempt after a failed one.
   *
   * @param times how many more attempts there may be
   * @param backoff how long to wait before the first of them; doubled before each further one
   */
  public record Retry(int times, Duration backoff) {

    /** More attempts than this hide a failure instead of confirming it. */
    public static final int MOST = 5;

    public Retry {
      if (times < 1 || times > MOST) {
        throw new IllegalArgumentException("retry: times must be 1 to " + MOST + ", was " + times);
      }
      if (backoff.isNegative()) {
        throw new IllegalArgumentException("retry: backoff must not be negative, was " + backoff);
      }
    }
  }
}
