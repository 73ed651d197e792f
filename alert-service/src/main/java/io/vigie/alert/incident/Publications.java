package io.vigie.alert.incident;

import io.vigie.contract.alert.Incident;
import io.vigie.contract.alert.Notification;
import io.vigie.contract.alert.Silence;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.command.Command;
import io.vigie.contract.state.ItemStatus;
import java.util.List;

/**
 * What is written and not yet known to have reached the other services. Nothing is locked between
 * reading and marking, so two processes may publish the same thing; versions make that harmless.
 */
public interface Publications {

  /** The newest version of everything that is to be published, oldest first. */
  List<Publication> unpublished(int limit);

  /**
   * Marks as published. What has grown a newer version since stays to be published; where a newer
   * version was published meanwhile, that one is published again, so that it lies behind the older
   * one.
   */
  void published(List<Publication> publications);

  /** One thing to publish. */
  sealed interface Publication {

    /** The state of an item. */
    record OfStatus(ItemStatus status) implements Publication {}

    /** The end of an item. */
    record OfRemoval(ItemId item, long version) implements Publication {}

    /** An incident. */
    record OfIncident(Incident incident) implements Publication {}

    /** Something that is asked for. It is forgotten once it is published. */
    record OfCommand(Command command) implements Publication {}

    /** A silence, or its end. */
    record OfSilence(Silence silence) implements Publication {}

    /** A message and how far it got. */
    record OfNotification(Notification notification) implements Publication {}
  }
}
