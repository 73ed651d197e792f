package io.vigie.scheduler.checklist;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vigie.contract.check.Effect;
import io.vigie.probe.ProbeKind;
import io.vigie.probe.settings.JsonNodes;
import io.vigie.probe.settings.Node;
import io.vigie.probe.settings.SettingsReader;
import java.util.List;
import java.util.Optional;

/**
 * How an item is looked at: the kind, its settings in the form in which they travel.
 *
 * @param effect what looking so does to the target, where that is not nothing
 */
record Look(
    String kind, ObjectNode settings, List<String> defaultExpectations, Optional<Effect> effect) {

  /** Reads the part of an item that belongs to its kind. */
  static <S extends Record> Optional<Look> read(ProbeKind<S> kind, Written item) {
    Node written = item.mapping().entries().get(kind.name()).value();
    SettingsReader<S> reader = SettingsReader.of(kind.settings());
    return reader
        .read(written, item.path() + "." + kind.name(), item.findings()::error)
        .map(
            settings ->
                new Look(
                    kind.name(),
                    JsonNodes.toJson(reader.expanded(written)),
                    kind.defaultExpectations(settings),
                    kind.effect(settings)));
  }
}
