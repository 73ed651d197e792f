package io.vigie.contract.check;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import java.util.Optional;

/**
 * One item of a checklist, as the services other than its author need it. The revision is a digest
 * of the content: equal content has an equal revision, whoever publishes it.
 *
 * @param nature what decides about it; sent as {@code probe}, as it was when every item was probed
 * @param vantage present when it is seen from several places
 * @param confirm who must see a failure too before it is believed
 * @param dependsOn what it cannot work without
 * @param maintenance when no incident is opened for it
 * @param notApplicable why it does not apply here; such an item is shown and not checked
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Check(
    ItemId item,
    @JsonInclude String revision,
    Meaning meaning,
    Schedule schedule,
    Thresholds thresholds,
    @JsonProperty("probe")
        @JsonTypeInfo(
            use = JsonTypeInfo.Id.NAME,
            property = "nature",
            defaultImpl = ProbeOrder.class)
        @JsonSubTypes({
          @JsonSubTypes.Type(value = ProbeOrder.class, name = "check"),
          @JsonSubTypes.Type(value = Heartbeat.class, name = "heartbeat"),
          @JsonSubTypes.Type(value = Attestation.class, name = "attestation"),
          @JsonSubTypes.Type(value = RollUp.class, name = "roll-up")
        })
        Nature nature,
    String route,
    Optional<Vantage> vantage,
    Optional<Confirm> confirm,
    @JsonSetter(nulls = Nulls.AS_EMPTY) List<Dependency> dependsOn,
    @JsonSetter(nulls = Nulls.AS_EMPTY) List<Maintenance> maintenance,
    Optional<String> notApplicable) {

  /** The route of a checklist that names none. */
  public static final String DEFAULT_ROUTE = "default";

  public Check {
    dependsOn = List.copyOf(dependsOn);
    maintenance = List.copyOf(maintenance);
  }

  /** An item with nothing special about it. */
  public Check(
      ItemId item,
      String revision,
      Meaning meaning,
      Schedule schedule,
      Thresholds thresholds,
      Nature nature,
      String route) {
    this(
        item,
        revision,
        meaning,
        schedule,
        thresholds,
        nature,
        route,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        Optional.empty());
  }

  /** The same content under the digest of it. */
  public Check stamped(String digest) {
    return new Check(
        item,
        digest,
        meaning,
        schedule,
        thresholds,
        nature,
        route,
        vantage,
        confirm,
        dependsOn,
        maintenance,
        notApplicable);
  }

  /** The order to look, of an item that is probed. */
  public Optional<ProbeOrder> order() {
    return nature instanceof ProbeOrder probe ? Optional.of(probe) : Optional.empty();
  }

  /** From where it is looked at; nowhere where nobody looks. */
  public List<String> locations() {
    return vantage
        .map(Vantage::locations)
        .orElseGet(() -> order().map(ProbeOrder::location).map(List::of).orElse(List.of()));
  }

  /** False for an item that is shown but not checked. */
  public boolean applies() {
    return notApplicable.isEmpty();
  }
}
