package io.vigie.scheduler.checklist;

import com.fasterxml.jackson.annotation.JsonValue;
import io.vigie.contract.check.Confirm;
import io.vigie.probe.settings.Setting;
import io.vigie.probe.settings.ShortForm;
import io.vigie.scheduler.checklist.ItemForm.Place;
import java.util.Optional;

/** Who must see a failure too. */
record ConfirmForm(
    @ShortForm @Setting("Another runner at the same place.") Optional<Confirmer> by,
    @Setting("A runner at this place.") Optional<Place> location) {

  /** Who is not named. */
  public enum Confirmer {
    DIFFERENT_RUNNER;

    @JsonValue
    public String word() {
      return "differentRunner";
    }
  }

  ConfirmForm {
    if (by.isPresent() == location.isPresent()) {
      throw new IllegalArgumentException(
          "must be differentRunner or have a location, was "
              + (by.isPresent() ? "both" : "neither"));
    }
  }

  Confirm confirm() {
    return location
        .<Confirm>map(place -> new Confirm.AtLocation(place.name()))
        .orElseGet(Confirm.DifferentRunner::new);
  }
}
